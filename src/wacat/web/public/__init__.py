"""Pages for everybody: counts without small cells, and the check of a printed report."""
