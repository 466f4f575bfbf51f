"""Floor 2: what happened, who did it and who read what. Append-only."""
