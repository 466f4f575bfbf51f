"""The list of commands, the production set-up of the database, the demo's own small rules."""

import socket
from pathlib import Path

import pytest

from wacat.config import databases, logs
from wacat.ops import __main__ as commands
from wacat.ops import basisdata, check, demo, fingerprint, keyring


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main([]) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in commands.COMMANDS)


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["ngawur"]) == 2
    assert "tidak dikenal" in capsys.readouterr().out


def test_addresses_for_production() -> None:
    address = basisdata.address_for(
        admin_url="postgresql://root:x@db.local:5433/postgres?sslmode=verify-full",
        role="wacat_app", password="a/b@c", dbname="wacat",
    )  # fmt: skip
    assert address == "postgresql://wacat_app:a%2Fb%40c@db.local:5433/wacat?sslmode=verify-full"
    entry = databases.from_url(address, options={})
    assert (entry["USER"], entry["PASSWORD"], entry["PORT"]) == ("wacat_app", "a/b@c", "5433")
    assert entry["OPTIONS"] == {"sslmode": "verify-full"}


def test_each_role_reads_its_own_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://wacat_app@/wacat")
    monkeypatch.setenv("DATABASE_URL_MIGRATE", "postgresql://wacat_migrate@/wacat")
    assert databases.database(role="app", folder=tmp_path)["USER"] == "wacat_app"
    migrate = databases.database(role="migrate", folder=tmp_path)
    assert (migrate["USER"], migrate["OPTIONS"]) == (
        "wacat_migrate",
        {"options": "-c role=wacat_owner"},
    )
    monkeypatch.delenv("DATABASE_URL_JOB", raising=False)
    with pytest.raises(KeyError, match="DATABASE_URL_JOB"):
        databases.database(role="job", folder=tmp_path)


def test_settings_load_before_anything_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert databases.database(role="app", folder=tmp_path)["HOST"] == str(tmp_path / "pg")


def test_a_port_in_use_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WACAT_DATA", str(tmp_path))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(demo.CannotRunDemo, match=f"Port {port} sedang dipakai"):
            demo.check_port(port)


def test_the_demo_never_touches_production(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://wacat_app@/wacat")
    assert demo.main([]) == 2
    assert "DATABASE_URL" in capsys.readouterr().out


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    first = keyring.once(folder=tmp_path, key="secret_key")
    keyring.write(folder=tmp_path, values={"other": "x"})
    assert keyring.once(folder=tmp_path, key="secret_key") == first
    assert len(first) >= 40


def test_the_schema_mark_follows_what_migrations_import() -> None:
    names = {
        path.name for path in fingerprint.with_imports(fingerprint.SOURCE.glob("*/migrations/*.py"))
    }
    assert "0001_initial.py" in names
    assert "models.py" not in names


def test_logs_keep_no_personal_data() -> None:
    event = {
        "event": "Key (nik)=(6471014506900048) DETAIL:  Failing row contains (Siti, Manggar).",
        "nama": "Siti",
        "note": "hubungi 081234567890 atau +6281234567890, kasus 123456",
    }
    said = str(dict(logs.mask_personal(None, "info", event)))
    for part in ("6471014506900048", "Siti", "1234567890", "Manggar"):
        assert part not in said
    assert "123456" in said


@pytest.mark.parametrize("arguments", [[], ["tests/values"]])
@pytest.mark.parametrize(("ends", "code"), [(0, 0), (3, 1)])
def test_a_check_that_fails_fails_the_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], ends: int, code: int,
) -> None:  # fmt: skip
    asked: list[list[str]] = []
    monkeypatch.setattr(check, "CHECKS", (("tipe", ("python", "-c", f"raise SystemExit({ends})")),))
    monkeypatch.setattr(check, "_pytest", lambda given: asked.append(given) or 0)
    assert check.main(arguments) == code
    assert asked == [arguments]
    said = capsys.readouterr().out
    assert ("Tidak lolos: tipe" in said) == (ends != 0)
    assert ("baik  tipe" in said) == (ends == 0)
