"""The text itself: paragraphs, lists, tables, quotations, pages, omissions, closers, enclosures."""
