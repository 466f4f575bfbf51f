"""Floor 7: acts on the territory with all that hangs on it, told before they are done; the list of RTs."""
