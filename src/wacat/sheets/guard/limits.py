"""How much a file may hold; generous for a city's year, far below what would hurt the server."""

MAX_MEGABYTES = 512
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
MAX_PARTS = 1000
MAX_UNPACKED = 1536 * 1024 * 1024
# Deflate reaches 1,032:1 on zeros; real sheets of equal rows stay below 100:1.
MAX_RATIO = 250
RATIO_MATTERS_FROM = 8 * 1024 * 1024
MAX_COLUMNS = 256
MAX_CELL = 32_767
MAX_ROWS = 3_000_000
CHUNK = 1024 * 1024
