"""The child of the press takes orders of any length."""

from wacat.press.orders import press


def test_an_order_longer_than_a_pipe_holds_is_read_whole() -> None:
    rows = [["x" * 100, number] for number in range(3000)]
    table = {"name": "Uji", "head": ["a", "b"], "rows": rows, "foot": [], "shares": [], "note": ""}
    made = press.make(
        "xlsx",
        data={"title": "Uji", "author": "Uji", "timestamp": 1_770_000_000, "heading": ["Uji"],
              "footer": "Uji", "tables": [table]},
    )  # fmt: skip
    assert made.startswith(b"PK")
