"""The phone of the Ketua RT."""
