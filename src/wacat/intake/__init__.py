"""Floor 5: files exported from SIAK come in, are checked, approved by a second person, published."""
