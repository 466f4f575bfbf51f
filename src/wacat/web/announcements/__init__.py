"""Announcements: read by everybody they are meant for, written and let out by two people (Pasal 8b)."""
