"""Warta Catatan Sipil: changes in the civil register reach the RT, and the answer comes back."""
