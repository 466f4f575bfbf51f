"""Floor 2: the territory (city, kecamatan, kelurahan, RT) and the row scope keyed by its stable ids."""
