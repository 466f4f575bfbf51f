"""The evaluation of each semester, its follow-ups, and the summary of each week (Pasal 11)."""
