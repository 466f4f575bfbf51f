"""Floor 6: LEP Dukcapil, the reports of Pasal 1(8)."""
