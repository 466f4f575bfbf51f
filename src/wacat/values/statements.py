"""Texts of several SQL statements: a server that prepares takes one at a time."""

from collections.abc import Mapping
from typing import Any, Protocol


class Cursor(Protocol):
    """What runs a statement."""

    def execute(self, statement: str, values: Any = None) -> Any:
        """Run one statement."""


def execute_each(cursor: Cursor, text: str, values: Mapping[str, Any]) -> None:
    """Run the statements of a text, each of which ends with a semicolon at the end of a line."""
    for statement in text.split(";\n"):
        if statement.strip():
            cursor.execute(statement, values if "%(" in statement else None)
