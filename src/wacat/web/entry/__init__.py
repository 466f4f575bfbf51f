"""The door: log in, the first visit, log out."""
