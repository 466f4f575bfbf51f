"""The Camat's one-time form (Pasal 5(1)a): no account, no navigation, nothing of anybody."""
