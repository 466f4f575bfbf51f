"""Help for everybody who is signed in: articles, guides, own questions (Pasal 8c)."""
