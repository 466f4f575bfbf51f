"""The databases of the tests: a new migration costs only itself."""

from wacat.ops import testdb

KEPT = {"lama": {"0001": "a", "peran": "p"}, "baru": {"0001": "a", "0002": "b", "peran": "p"}}


def test_a_new_migration_goes_on_from_the_longest_beginning() -> None:
    assert testdb.find_beginning(KEPT, parts=KEPT["baru"] | {"0003": "c"}) == "baru"
    assert testdb.find_beginning(KEPT, parts=KEPT["lama"] | {"0002": "changed"}) == "lama"


def test_what_changed_under_a_migration_begins_anew() -> None:
    assert testdb.find_beginning(KEPT, parts={"0001": "changed", "peran": "p"}) is None
    assert testdb.find_beginning({"tanpa catatan": {}}, parts=KEPT["lama"]) is None
