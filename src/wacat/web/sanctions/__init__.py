"""Revocation for breach: the case, the decision, the letter, the objection (Pasal 6)."""
