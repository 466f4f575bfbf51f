"""The technician's page: the state of the system, never a resident's data (Pasal 9)."""
