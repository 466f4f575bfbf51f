"""How often the register and those who know the residents disagree (Pasal 2(2)b)."""
