"""The date of a cable that has lost its dateline: the witnesses, and what they are worth."""
