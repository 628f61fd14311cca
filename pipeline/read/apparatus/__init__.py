"""The notes: their list, their markers in the text, and which belongs to which."""
