"""The door for machines: sources hand files in and ask how far they are (pintu-mesin.md)."""
