"""Run a module of the benches in a process with Django ready: python -m bench.in_django MODULE ..."""

import sys
from importlib import import_module

import django

django.setup()
if __name__ == "__main__":
    import_module(sys.argv[1]).main(sys.argv[2:])
