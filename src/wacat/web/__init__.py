"""Floor 8: what people see, cut by audience."""
