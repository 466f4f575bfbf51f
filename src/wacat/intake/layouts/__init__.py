"""Layouts of files as data: which heading means which field, and how a layout is recognised."""
