"""The documents name things that exist."""

import re
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"`(wacat\.[\w.]+)`")
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def exists(dotted: str) -> bool:
    """Whether a module, or a name in a module, can be imported."""
    try:
        import_module(dotted)
    except ModuleNotFoundError:
        module, _, name = dotted.rpartition(".")
        return bool(module) and hasattr(import_module(module), name)
    return True


def test_the_glossary_names_what_exists() -> None:
    names = CODE.findall((ROOT / "docs/glosarium.md").read_text())
    assert len(names) > 10
    assert [name for name in names if not exists(name)] == []


def test_each_article_names_packages_and_tests_that_exist() -> None:
    text = (ROOT / "docs/peraturan.md").read_text()
    assert [name for name in CODE.findall(text) if not exists(name)] == []
    tests = TEST.findall(text)
    assert len(tests) > 10
    missing = [
        (path, name)
        for path, name in tests
        if not (ROOT / path).exists() or (name and f"def {name}(" not in (ROOT / path).read_text())
    ]
    assert missing == []


def test_no_page_of_the_documents_links_to_nothing() -> None:
    wrong = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            if not (page.parent / target).exists():
                wrong.append((page.name, target))
    assert wrong == []
