"""The facilitator's private notes: a file of their own beside the session, saved as safely as the session is."""

import datetime as dt
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flipchart.clock import Clock
from flipchart.domain.text import NOTE_LIMIT, clean
from flipchart.store import beside
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import Damaged, StoreError, Unsaved, place
from flipchart.store.files import read_if_there, replace_durably
from flipchart.store.latest import Latest
from flipchart.store.locks import write_lock
from flipchart.store.reading import parse
from flipchart.store.tables import same
from flipchart.store.writing import written

FORMAT = 1
LOCK_WAIT = 3.0
"""Seconds that a save waits for another program's, on a thread of its own."""

Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """What the facilitator wrote down for nobody else, and when."""

    id: str
    at: dt.datetime
    text: str


@dataclass(frozen=True, slots=True)
class PrivateState:
    """The notes in the order of their writing; whether one is not on the disk yet, and why that failed."""

    notes: tuple[PrivateNote, ...] = ()
    unsaved: bool = False
    problem: str = ""


NO_NOTES = PrivateState()
"""What there is to see where nobody may see them."""


def read_private(path: Path, disk: Disk = DISK) -> tuple[PrivateNote, ...]:
    """Return the private notes of the session at `path`; none where there is no such file. Raises StoreError."""
    return _notes(_tables(beside.private_file(disk.real(path)), disk))


class PrivateNotes:
    """The notes of one session while it is driven; what is added is written by a thread of its own, never waited for.

    What others added to the file meanwhile is kept, and so are keys that the program does not know. A file that
    cannot be read is never overwritten.
    """

    def __init__(self, path: Path, session: str, clock: Clock, disk: Disk = DISK) -> None:
        self._path = beside.private_file(disk.real(path))
        self._session, self._clock, self._disk = session, clock, disk
        self._turn = threading.Lock()
        self._notes: tuple[PrivateNote, ...] = ()
        self._saved: frozenset[str] = frozenset()
        self._problem = ""
        try:
            self._notes = _notes(_tables(self._path, disk))
            self._saved = frozenset(note.id for note in self._notes)
        except StoreError as error:
            self._problem = error.sentence
        self._writer: Latest[tuple[PrivateNote, ...]] = Latest(self._write)

    @property
    def state(self) -> PrivateState:
        """What there is, and whether it is saved."""
        with self._turn:
            unsaved = any(note.id not in self._saved for note in self._notes)
            return PrivateState(self._notes, unsaved, self._problem)

    def add(self, note: PrivateNote) -> None:
        """Take a note and return at once."""
        with self._turn:
            self._notes = (*self._notes, note)
        self._writer.put(self._notes)

    def look(self) -> None:
        """Try again what could not be saved."""
        state = self.state
        if state.unsaved:
            self._writer.put(state.notes)

    def close(self, timeout: float) -> bool:
        """Save what is left, at most `timeout` seconds long; tell whether all is saved."""
        self.look()
        self._writer.close(timeout)
        return not self.state.unsaved

    def _write(self, notes: tuple[PrivateNote, ...]) -> None:
        problem = ""
        try:
            with write_lock(self._path, LOCK_WAIT, self._clock, self._disk):
                self._merge(notes)
        except StoreError as error:
            problem = error.sentence
        with self._turn:
            self._problem = problem
            if not problem:
                self._saved |= {note.id for note in notes}

    def _merge(self, notes: tuple[PrivateNote, ...]) -> None:
        tables = _tables(self._path, self._disk)
        rows: list[Any] = tables.get("notes", [])
        known = {row.get("id") for row in rows if isinstance(row, dict)}
        rows = [*rows, *({"id": it.id, "at": it.at, "text": it.text} for it in notes if it.id not in known)]
        tables = {"format": FORMAT, "session": self._session} | tables | {"notes": rows}
        data = _encoded(tables)
        replace_durably(self._path, data, disk=self._disk)


def _encoded(tables: Tables) -> bytes:
    """Return the file, read again and compared, so that what is written can be read."""
    try:
        data = written(tables).encode("utf-8")
        again = parse(data, "")
    except (StoreError, UnicodeEncodeError, TypeError, ValueError, RecursionError):
        raise Unsaved("The private note holds something that a file cannot hold.") from None
    if not same({**again, "end": None}, {**tables, "end": None}):
        raise Unsaved("The private notes would not be readable again.")
    return data


def _tables(path: Path, disk: Disk) -> Tables:
    data = read_if_there(path, disk)
    if data is None:
        return {}
    tables = parse(data, str(path))
    rows = tables.get("notes", [])
    if tables.get("format", FORMAT) > FORMAT or not isinstance(rows, list):
        raise Damaged(f"{place(path)} is not a file of private notes that this program knows; it is left as it is.")
    return tables


def _notes(tables: Tables) -> tuple[PrivateNote, ...]:
    """Return the notes that can be read; rows of another shape stay in the file and are not shown."""
    rows = (row for row in tables.get("notes", []) if isinstance(row, dict) and row.get("dropped") is not True)
    return tuple(
        PrivateNote(row["id"], row["at"], clean(row["text"], limit=NOTE_LIMIT))
        for row in rows
        if isinstance(row.get("id"), str) and isinstance(row.get("text"), str) and _aware(row.get("at"))
    )


def _aware(value: object) -> bool:
    return isinstance(value, dt.datetime) and value.tzinfo is not None
