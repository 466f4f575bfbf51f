"""Outlines of kelurahan that an office loads for its map (docs/keputusan/peta.md)."""
