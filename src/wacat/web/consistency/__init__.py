"""How often the answers disagree with the register: rates, trend, and why they changed (Pasal 2(2)b)."""
