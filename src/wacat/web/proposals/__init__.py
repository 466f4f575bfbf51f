"""Pieces of the pages about proposals that Lurah, Camat and administrator share."""
