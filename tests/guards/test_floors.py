"""Foreign keys and templates obey the floors too: import-linter does not see names in strings."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]


def floors() -> list[set[str]]:
    """The floors of pyproject, from the top down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(c for c in contracts if c["type"] == "layers")["layers"]
    return [{name.strip(" ()") for name in line.split("|")} for line in layers]


def test_foreign_keys_point_down_or_stay() -> None:
    height = {name: -index for index, line in enumerate(floors()) for name in line}
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("wacat."):
            continue
        here = model._meta.app_label
        for field in model._meta.fields:
            target = field.remote_field.model._meta if field.remote_field else None
            if target is None or target.app_label not in height or target.app_label == here:
                continue
            if height[target.app_label] >= height[here]:
                wrong.append(f"{model._meta.label}.{field.name} -> {target.label}")
    assert wrong == []


def test_files_and_functions_stay_small() -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines())
        for path in (ROOT / "src").rglob("*.py")
        if "migrations" not in path.parts
    }
    assert {name: size for name, size in sizes.items() if size > 400} == {}
