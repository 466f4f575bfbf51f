"""A refusal that carries its reason to the person."""


class Refusal(Exception):
    """An act that is not possible; the message is Indonesian, says why and what to do.

    Every `CannotX` of the domain is one. The web answers 409 with the message, a command prints it.
    """
