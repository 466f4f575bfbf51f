"""Floor 2: defer a job by name, and say how far it has come."""
