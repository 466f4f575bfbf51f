"""What leaves the house, on screen: the ledger, messages carried by hand, own choices, providers' calls."""
