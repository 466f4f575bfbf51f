"""Floor 4: services that residents received, and the notices told to RT and Lurah (Pasal 3a)."""
