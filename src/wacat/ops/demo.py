"""./wacat demo: everything on one machine with synthetic data, until Ctrl-C."""

import argparse
import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

from wacat.ops import certificates, environment, fingerprint, keyring, postgres
from wacat.ops.binaries import CannotStartPostgres
from wacat.ops.environment import say
from wacat.ops.layani import server_command
from wacat.ops.manage import ensure_database
from wacat.ops.pekerja import worker_command
from wacat.ops.supervisor import Program, Supervisor

HOST = "127.0.0.1"
STATE_FILE = "demo.json"
MAIL_FOLDER = "surel"
SIGNING_FOLDER = "sertifikat"
HEAD = "Tirta Kusuma"  # the head of the invented office
ANSWER_SECONDS = 60
PEOPLE = (
    ("rt", "Ketua RT 023 Manggar"),
    ("rt2", "Ketua RT 024 Manggar"),
    ("rtbaru", "Ketua RT 025 Manggar, masuk pertama kali"),
    ("lurah", "Lurah Manggar"),
    ("lurah-teritip", "Lurah Teritip, juga pelaksana tugas Lurah Lamaru"),
    ("operator", "operator Disdukcapil"),
    ("operator2", "operator Disdukcapil kedua"),
    ("administrator", "administrator"),
    ("kasi", "Kepala Seksi SIAK"),
    ("sekretaris", "Sekretaris Disdukcapil"),
    ("kepala", "Kepala Disdukcapil"),
    ("teknis", "petugas teknis"),
)


class CannotRunDemo(Exception):
    """The demo cannot start; the message tells why and what to do."""


class Stopped(BaseException):
    """Ctrl-C or SIGTERM: not an error, and no `except Exception` may swallow it."""


def main(arguments: list[str]) -> int:
    """Run the demo; returns when it was stopped."""
    parser = argparse.ArgumentParser(prog="./wacat demo")
    parser.add_argument("--baru", action="store_true", help="buang data lama dan mulai dari awal")
    chosen = parser.parse_args(arguments)
    if os.environ.get("DATABASE_URL"):
        say(
            "DATABASE_URL terisi: demo hanya memakai basis data miliknya sendiri. Kosongkan dahulu."
        )
        return 2
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        _run(port=int(os.environ.get("WACAT_PORT", "8000")), anew=chosen.baru)
    except Stopped:
        return 0
    except (CannotRunDemo, CannotStartPostgres) as error:
        say(str(error))
        return 1
    return 0


def _run(*, port: int, anew: bool) -> None:
    started = time.monotonic()
    check_port(port)
    keep_inside(anew=anew)
    say("Menjalankan PostgreSQL ...")
    cluster = postgres.ensure()
    supervisor = Supervisor()
    pages = _build_pages()
    try:
        _prepare(cluster, anew=anew, pages=pages)
        say("Menjalankan pekerja dan server web ...")
        server = _start_programs(supervisor, port=port)
        _wait_until_answered(server, port=port)
        _print_people(cluster.data_dir)
        say(f"siap: http://{HOST}:{port}")
        say(f"({time.monotonic() - started:.1f} detik; Ctrl-C menghentikan semuanya)")
        _look_after(supervisor)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        say("Menghentikan ...")
        pages.terminate()
        supervisor.stop()
        cluster.stop()


def keep_inside(*, anew: bool) -> None:
    """Let nothing leave the machine: mail becomes files in the data folder, a certificate is self-made."""
    folder = keyring.data_dir() / MAIL_FOLDER
    if anew:
        shutil.rmtree(folder, ignore_errors=True)
    os.environ |= {"WACAT_SMTP_URL": f"folder:{quote(os.fspath(folder))}"}
    doors = keyring.data_dir() / "folder"
    doors.mkdir(mode=0o770, parents=True, exist_ok=True)
    os.environ["WACAT_FOLDER"] = os.fspath(doors)
    signing = keyring.data_dir() / SIGNING_FOLDER
    certificates.make(folder=signing, name=HEAD)
    os.environ |= {
        "WACAT_SIGNING_FILE": os.fspath(signing / certificates.FILE),
        "WACAT_SIGNING_PASSPHRASE_FILE": os.fspath(signing / certificates.PASSPHRASE),
        "WACAT_OFFICE_ADDRESS": "Jalan Contoh No. 1, Balikpapan",
        "WACAT_SIGNERS": f"{HEAD}|Pembina Utama Muda|",
    }
    for name in ("WACAT_WHATSAPP_TOKEN", "WACAT_SMS_URL", "WACAT_PUSH_CONTACT"):
        os.environ[name] = ""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def check_port(port: int) -> None:
    """Refuse before anything is started when another program has the port.

    Raises: CannotRunDemo
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CannotRunDemo(
                f"Port {port} sedang dipakai program lain. Hentikan program itu, "
                f"atau pilih port lain: WACAT_PORT={port + 1} ./wacat demo"
            ) from error


def _build_pages() -> subprocess.Popen[bytes]:
    """Begin to build the front end where its sources are: loading the data leaves a core idle."""
    sources = keyring.CHECKOUT / "frontend" / "package.json"
    build = os.fspath(keyring.CHECKOUT / "requirements" / "tampilan")
    return subprocess.Popen([build] if sources.exists() else ["true"])


def _prepare(cluster: postgres.Cluster, *, anew: bool, pages: subprocess.Popen[bytes]) -> None:
    """Do only what changed since last time; the static files come last, when the pages are built."""
    folder = cluster.data_dir
    state = {} if anew else _read_state(folder)
    # loading was cut off: half a city is worth nothing
    ensure_database(cluster, anew=anew or state.get("loading") is True)
    data = {
        "skema": fingerprint.of_schema(),
        "contoh": _password_mark(demo_password(folder)),
    }
    state = _bring_up_to_date(folder, state, wanted=data)
    if pages.wait() != 0:
        raise CannotRunDemo("Tampilan tidak dapat dibangun; sebabnya tertulis di atas.")
    _bring_up_to_date(folder, state, wanted={"statis": fingerprint.of_static()})


def _bring_up_to_date(
    folder: Path, state: dict[str, Any], *, wanted: dict[str, str]
) -> dict[str, Any]:
    """Do the steps whose mark is another one than last time, in one process; the state after them."""
    steps = [step for step, mark in wanted.items() if state.get(step) != mark]
    if not steps:
        return state
    say("Menyiapkan data ..." if "contoh" in wanted else "Menyiapkan tampilan ...")
    _write_state(folder, state | {"loading": "contoh" in steps and "contoh" not in state})
    done = subprocess.run(
        environment.module("wacat.ops.prepare", *steps),
        env=environment.for_role("migrate", WACAT_DEMO_PASSWORD=demo_password(folder)),
        check=False,
    )
    if done.returncode != 0:
        raise CannotRunDemo("Data tidak dapat disiapkan; sebabnya tertulis di atas.")
    after = state | wanted | {"loading": False}
    _write_state(folder, after)
    return after


def _start_programs(supervisor: Supervisor, *, port: int) -> Program:
    supervisor.start(
        Program(
            name="pekerja",
            command=worker_command(),
            environment=environment.for_role("job"),
            again=True,
            silent=True,  # its greeting; what goes wrong comes on the error stream
        )
    )
    return supervisor.start(
        Program(
            name="server",
            command=server_command(host=HOST, port=port, patience_seconds=2),
            # the demo's people have a password and nothing else; every page says so
            environment=environment.for_role("app", WACAT_TANPA_FAKTOR_KEDUA="1"),
        )
    )


def _wait_until_answered(server: Program, *, port: int) -> None:
    limit = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < limit:
        if server.ended():
            raise CannotRunDemo("Server web berhenti sendiri; sebabnya tertulis di atas.")
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/sehat/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise CannotRunDemo(f"Server web tidak menjawab dalam {ANSWER_SECONDS} detik.")


def _look_after(supervisor: Supervisor) -> None:
    while True:
        time.sleep(1)
        if ended := supervisor.watch():
            raise CannotRunDemo(
                f"Program {ended.name} berhenti sendiri; sebabnya tertulis di atas."
            )


def demo_password(folder: Path) -> str:
    """The password of every demo account: $WACAT_DEMO_PASSWORD, else one made once and kept."""
    return os.environ.get("WACAT_DEMO_PASSWORD") or keyring.once(
        folder=folder, key="demo_password", make=lambda: secrets.token_hex(6)
    )


def _password_mark(password: str) -> str:
    return hashlib.sha256(f"wacat demo {password}".encode()).hexdigest()[:16]


def _print_people(folder: Path) -> None:
    width = max(len(name) for name, _ in PEOPLE)
    say("\nYang dapat masuk (kata sandi sama untuk semua):")
    for name, role in PEOPLE:
        say(f"  {name:<{width}}  {role}")
    say(f"  kata sandi: {demo_password(folder)}")
    say(f"  surel tidak keluar dari komputer ini, tetapi ditulis ke {folder / MAIL_FOLDER}\n")


def _read_state(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / STATE_FILE).read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _write_state(folder: Path, state: dict[str, Any]) -> None:
    (folder / STATE_FILE).write_text(json.dumps(state))
