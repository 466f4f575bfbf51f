"""The Lurah: which RT has not answered, and the answers for an RT without a head."""
