"""Alarms about many denials, for the desk and those who answer for it."""
