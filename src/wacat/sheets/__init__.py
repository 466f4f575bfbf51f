"""Tables of any office file, read safely: what came in, checked before and read apart."""
