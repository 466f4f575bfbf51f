"""What a channel offers to the sender, and the two ways in which it can fail."""

from datetime import timedelta
from typing import Protocol

from wacat.notify.composing import Letter
from wacat.notify.states import Trouble


class Line(Protocol):
    """An open connection to a provider."""

    def send(self, letter: Letter) -> str:
        """Hand the letter over; the provider's number for it, or an empty text.

        Raises:
            NotNow: it may work later.
            Never: it will not work with this address.
        """

    def close(self) -> None:
        """Let the connection go."""


class NotNow(Exception):
    """The provider cannot take it now; `wait` is the provider's own wish, if it told one."""

    def __init__(self, trouble: Trouble, *, wait: timedelta | None = None) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.wait = wait


class Never(Exception):
    """The provider refuses this address or device for good."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
