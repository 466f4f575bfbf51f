"""The territory on screen: tree and areas, acts with their dry run, the list of RTs."""
