"""The passwords of the named people are hashed with little work: a thousand tests log in."""

from wacat.accounts.hashing import CappedArgon2


class QuickArgon2(CappedArgon2):
    """The hasher of the product with the least work that Argon2id allows."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
