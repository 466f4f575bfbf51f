"""Floor 8: what the queue's workers do, by name; each job opens its own transaction and context."""
