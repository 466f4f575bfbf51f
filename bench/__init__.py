"""Measurements beside their limits, in the same run; ./wacat bench [NAME ...] [--json]."""
