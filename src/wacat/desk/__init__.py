"""Floor 4: what an official keeps at hand: canned replies with their history, saved views."""
