"""Kepala and sekretaris: counts of the city, never a resident."""
