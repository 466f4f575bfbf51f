"""The evaluation behind `./wacat evaluasi`; loaded once Django stands."""

import argparse
import sys
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.areas.queries import get_city
from wacat.evaluation import actions, editions, papers, semester
from wacat.evaluation.models import Edition
from wacat.ops.delivering import deliver
from wacat.ops.environment import say
from wacat.values.refusal import Refusal

ON_SCREEN = ("json",)


def run(chosen: argparse.Namespace) -> int:
    """Find the edition, or count a draft where there is none; make the file, say where it is."""
    try:
        with transaction.atomic():
            enter_system(get_account("sistem").pk)
            edition = _edition(chosen)
            suffix = _suffix(chosen)
            if suffix is None:
                say(papers.on_screen(edition))
                return 0
            made = papers.make(edition, suffix=suffix, at=timezone.now())
    except Refusal as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except DatabaseError as error:
        sys.stderr.write(
            f"Basis data belum siap ({type(error).__name__}). Jalankan ./wacat demo atau migrasi dahulu.\n"
        )
        return 1
    return deliver(made, target=_target(chosen, edition, suffix=suffix))


def _edition(chosen: argparse.Namespace) -> Edition:
    asked = semester.read(chosen.semester, city=get_city())
    found = editions.find(asked, revision=chosen.revisi)
    if found is not None and found.sha256:
        return found
    if chosen.revisi is not None:
        raise Refusal(f"Evaluasi {asked.key} tidak mempunyai revisi {chosen.revisi}.")
    return actions.count(semester=asked, at=timezone.now())


def _suffix(chosen: argparse.Namespace) -> str | None:
    if chosen.format is None and chosen.output is None:
        return None
    suffix = chosen.format or chosen.output.suffix.lstrip(".").lower()
    if suffix not in papers.MEDIA_TYPES:
        raise Refusal("Bentuk berkas tidak dikenal. Tambahkan --format pdf, xlsx, atau json.")
    return str(suffix)


def _target(chosen: argparse.Namespace, edition: Edition, *, suffix: str) -> Path | None:
    if chosen.output is not None:
        return None if str(chosen.output) == "-" else Path(chosen.output)
    return None if suffix in ON_SCREEN else Path(papers.file_name(edition, suffix=suffix))
