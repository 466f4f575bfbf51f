"""Bring the database and the static files up to date, in one process: starting Django costs seconds.

Run as `python -m wacat.ops.prepare STEP...` with the role migrate; steps: skema, contoh, statis.
"""

import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.core.management import call_command

from wacat.ops.environment import say
from wacat.ops.model_states import keep_related_models


def schema() -> None:
    """Run all migrations; Django's own notes about content types and permissions are not needed."""
    keep_related_models()
    call_command("migrate", interactive=False, verbosity=0)


def sample() -> None:
    """Load the synthetic Balikpapan."""
    import_module("wacat.ops.synthetic").load(
        progress=_step, password=os.environ["WACAT_DEMO_PASSWORD"]
    )


def _step(text: str, done: int, total: int) -> None:
    """Say each step once, and every fourth part of a long one."""
    if total <= 1 or done == 1:
        say(f"    {text}")
    elif done % max(1, total // 4) == 0:
        say(f"      {done} dari {total}")


def static() -> None:
    """Collect and compress the static files."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)


STEPS = {
    "skema": ("membuat tabel dan aturan akses", schema),
    "contoh": ("memuat Balikpapan tiruan", sample),
    "statis": ("menyiapkan berkas statis", static),
}


def main(steps: list[str]) -> None:
    """Do the named steps in order."""
    django.setup()
    for step in steps:
        title, act = STEPS[step]
        say(f"  {title} ...")
        act()


if __name__ == "__main__":
    main(sys.argv[1:])
