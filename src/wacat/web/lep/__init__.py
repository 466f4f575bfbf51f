"""LEP Dukcapil on screen and as a file, for everybody who may read counts."""
