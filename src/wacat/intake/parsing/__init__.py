"""Pure rules that read one cell each; they never guess, and never raise."""
