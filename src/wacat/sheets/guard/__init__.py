"""Looks at an uploaded file before anything parses it: size, kind, parts, dimensions, encoding."""
