"""What granian serves as peers of the product; their queries come from the product itself."""

from importlib import import_module

import django

django.setup()
plain = import_module("bench.peers").plain
handwritten = import_module("bench.peers").handwritten
bare = import_module("bench.peers").bare
