"""What stands before the text: file line, heading’s neighbours, datelines, receipts, openers."""
