"""What Cablegram reads and how fast, measured: each module beside this one prints a table of the README."""
