"""Which version of the file the program's session was made from, and what others put there since."""

import threading
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.session import Session
from flipchart.store.codec import encode
from flipchart.store.merge import merge_bytes
from flipchart.store.writer import Written


class Lineage:
    """The common ancestor of the session in memory and of the file.

    After a merge the file holds more than the session in memory, until the program takes it. Sessions that
    are made before that have the old ancestor, those made after it the new one; `age` tells them apart.
    """

    def __init__(self, path: Path, base: bytes, clock: Clock) -> None:
        self._path, self._clock = path, clock
        self._turn = threading.RLock()
        self._seen = base
        self._file: bytes | None = base
        self._outside: bytes | None = None
        self._age = 0

    @property
    def outside(self) -> bool:
        """Whether changes by others wait to be taken."""
        with self._turn:
            return self._outside is not None

    def ancestor(self) -> tuple[bytes, int]:
        """Return the version that the session in memory was made from, and its age."""
        with self._turn:
            return self._seen, self._age

    def wrote(self, written: Written, age: int) -> None:
        """Note what is in the file now, written from an ancestor of this age."""
        with self._turn:
            self._file = written.data
            if age == self._age:
                self._seen = written.ours
                self._outside = written.data if written.merged else None

    def found(self, data: bytes) -> bool:
        """Note what was found in the file; tell whether it is news."""
        with self._turn:
            if data == self._file:
                return False
            self._file = self._outside = data
            return True

    def is_known(self, data: bytes | None) -> bool:
        """Tell whether the file holds nothing new."""
        with self._turn:
            return data is None or data == self._file

    def take(self, session: Session) -> Session | None:
        """Return `session` with the changes of others in it, or None where there are none.

        What comes back has the file as its ancestor. Raises StoreError.
        """
        with self._turn:
            if self._outside is None:
                return None
            ours = encode(session, self._seen)
            merged = merge_bytes(self._seen, ours, self._outside, name=str(self._path), at=self._clock.now())
            self._seen, self._outside = self._outside, None
            self._age += 1
            return merged.session
