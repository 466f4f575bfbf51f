"""Floor 5: answers, corrections and their settlement (Pasal 3b, 10b)."""
