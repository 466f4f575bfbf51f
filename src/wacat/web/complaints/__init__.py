"""The desk that settles questions and complaints (Pasal 8c)."""
