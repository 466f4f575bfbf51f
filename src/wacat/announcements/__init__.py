"""Floor 4: what the office tells its users, and who has read it (Pasal 8b)."""
