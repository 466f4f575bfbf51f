"""Floor 3: people, offices and the accounts that open them (Pasal 4-7, 9, 10)."""
