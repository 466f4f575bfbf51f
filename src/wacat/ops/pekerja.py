"""./wacat pekerja: the worker of the job queue."""

import argparse
import os

import django
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from wacat.ops import environment

# what is in hand may finish; after that the job is cut off and taken up again at the next start
GRACE_SECONDS = float(os.environ.get("WACAT_WORKER_GRACE", "8"))


def main(arguments: list[str]) -> int:
    """Work off the queue until told to stop."""
    parser = argparse.ArgumentParser(prog="./wacat pekerja")
    parser.add_argument("--bersamaan", type=int, default=2, help="jumlah pekerjaan sekaligus")
    chosen = parser.parse_args(arguments)
    environment.take_role("job")
    django.setup()
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("procrastinate is not set up by Django")
    with app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=chosen.bersamaan, shutdown_graceful_timeout=GRACE_SECONDS)
    return 0


def worker_command(*arguments: str) -> list[str]:
    """The command line of the worker."""
    return environment.module("wacat.ops", "pekerja", *arguments)
