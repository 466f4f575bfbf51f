"""The shell's floor: the commands behind ./wacat."""
