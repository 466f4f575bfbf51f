"""What every published figure means: one definition each, in code."""
