"""The only place that makes identities; everywhere else an id is an argument."""

import os
from itertools import count
from typing import Protocol

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(one + other for one in _ALPHABET for other in _ALPHABET)
"""Ten bits of an id each."""


class Ids(Protocol):
    """A source of ids."""

    def __call__(self) -> str:
        """Return an id that was never returned before."""


def random_id() -> str:
    """Return 8 characters of lower-case base 32, so that two people's additions do not collide."""
    number = int.from_bytes(os.urandom(5), "big")
    return _PAIRS[number >> 30] + _PAIRS[number >> 20 & 1023] + _PAIRS[number >> 10 & 1023] + _PAIRS[number & 1023]


class CountedIds:
    """Ids that can be foretold, for tests and for examples: `a1`, `a2`, …"""

    def __init__(self, prefix: str = "a") -> None:
        self._prefix = prefix
        self._numbers = count(1)

    def __call__(self) -> str:
        return f"{self._prefix}{next(self._numbers)}"
