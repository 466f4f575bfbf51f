"""Run `main` of a module in a process with Django ready: python -m wacat.ops.in_django MODULE ...

A module that imports models cannot be run by itself: its imports come before Django's set-up.
"""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module(sys.argv[1]).main(sys.argv[2:])
