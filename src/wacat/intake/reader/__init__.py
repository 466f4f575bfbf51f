"""Turns an inspected file into sheets of cells, row by row; plain Python, no database."""
