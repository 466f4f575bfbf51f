"""Charts and maps drawn on the server as SVG; each has its numbers in a table (docs/keputusan/grafik.md)."""
