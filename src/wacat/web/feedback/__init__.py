"""Masukan: the pages of RT and Lurah below /masukan/, of the desk below /operator/masukan/ (Pasal 3b)."""
