"""Floor 5: problems and complaints of those who use WaCAT, and what helps them (Pasal 8c)."""
