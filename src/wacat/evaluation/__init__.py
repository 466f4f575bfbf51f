"""Floor 7: how well it goes. Consistency (Pasal 2(2)b) and the evaluation of each semester (Pasal 11)."""
