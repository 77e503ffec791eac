"""The facilitator's private notes: a file of their own beside the session, saved as safely as the session is."""

import datetime as dt
import threading
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from flipchart.clock import Clock
from flipchart.domain.said import said, say
from flipchart.domain.text import NOTE_LIMIT, clean
from flipchart.store import sidecar_names
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import Damaged, StoreError, Unsaved, place
from flipchart.store.files import read_if_there, replace_durably
from flipchart.store.latest_worker import Latest
from flipchart.store.locks import write_lock
from flipchart.store.reading import parse
from flipchart.store.tables import same
from flipchart.store.writing import written

FORMAT = 1
LOCK_WAIT = 3.0
"""Seconds that a save waits for another program's, on a thread of its own."""

Tables = dict[str, Any]


class PrivateNote(Struct, frozen=True):
    """A private note of the facilitator, and when it was written."""

    id: str
    at: dt.datetime
    text: str


class PrivateState(Struct, frozen=True):
    """The notes in the order in which they were written; whether one is unsaved, and why saving failed."""

    notes: tuple[PrivateNote, ...] = ()
    unsaved: bool = False
    problem: str = ""


Changes = dict[str, PrivateNote | None]
"""Notes that are to be written by their ids; None for one that was dropped."""

NO_NOTES = PrivateState()
"""The state shown where private notes must not be seen."""


def read_private(path: Path, disk: Disk = DISK) -> tuple[PrivateNote, ...]:
    """Return the private notes of the session at `path`; none where there is no such file. Raises StoreError."""
    return _notes(_tables(sidecar_names.private_file(disk.real(path)), disk))


class PrivateNotes:
    """The private notes of one session while it is driven; changes are written by a thread of their own.

    What others added to the file meanwhile is kept, and so are unknown keys. A dropped note stays in the file, marked
    as dropped. A file that cannot be read is never overwritten.
    """

    def __init__(self, path: Path, session: str, clock: Clock, disk: Disk = DISK) -> None:
        self._path = sidecar_names.private_file(disk.real(path))
        self._session, self._clock, self._disk = session, clock, disk
        self._turn = threading.Lock()
        self._notes: tuple[PrivateNote, ...] = ()
        self._saved: dict[str, str | None] = {}
        self._problem = ""
        try:
            self._notes = _notes(_tables(self._path, disk))
            self._saved = {note.id: note.text for note in self._notes}
        except StoreError as error:
            self._problem = error.sentence
        self._gone: dict[str, None] = {}
        self._writer: Latest[Changes] = Latest(self._write)

    @property
    def state(self) -> PrivateState:
        """The notes, and whether they are saved."""
        with self._turn:
            return PrivateState(self._notes, bool(self._changes()), self._problem)

    def add(self, note: PrivateNote) -> None:
        """Add a note; returns at once."""
        self._take((*self._notes, note))

    def revise(self, id: str, text: str) -> None:
        """Change the text of a note; an unknown id is ignored."""
        self._take(tuple(replace(note, text=text) if note.id == id else note for note in self._notes))

    def drop(self, id: str) -> None:
        """Drop a note; in the file it stays, marked."""
        self._take(tuple(note for note in self._notes if note.id != id))

    def look(self) -> None:
        """Try again to save what could not be saved."""
        with self._turn:
            changes = self._changes()
        if changes:
            self._writer.put(changes)

    def _take(self, notes: tuple[PrivateNote, ...]) -> None:
        with self._turn:
            gone = {note.id for note in self._notes} - {note.id for note in notes}
            self._gone |= dict.fromkeys(gone)
            self._notes = notes
        self.look()

    def _changes(self) -> Changes:
        """The unsaved changes: notes as they are now, and ids of dropped ones."""
        changed = {note.id: note for note in self._notes if self._saved.get(note.id) != note.text}
        return changed | {id: None for id in self._gone if self._saved.get(id, "") is not None}

    def close(self, timeout: float) -> bool:
        """Save what is left, at most `timeout` seconds long; tell whether all is saved."""
        self.look()
        self._writer.close(timeout)
        return not self.state.unsaved

    def _write(self, changes: Changes) -> None:
        problem = ""
        try:
            with write_lock(self._path, LOCK_WAIT, self._clock, self._disk):
                self._merge(changes)
        except StoreError as error:
            problem = error.sentence
        with self._turn:
            self._problem = problem
            if not problem:
                self._saved |= {id: note.text if note else None for id, note in changes.items()}

    def _merge(self, changes: Changes) -> None:
        tables = _tables(self._path, self._disk)
        rows: list[Any] = tables.get("notes", [])
        known = {row.get("id") for row in rows if isinstance(row, dict)}
        new = [note for note in changes.values() if note and note.id not in known]
        rows = [
            *(_changed(row, changes) for row in rows),
            *({"id": it.id, "at": it.at, "text": it.text} for it in new),
        ]
        tables = {"format": FORMAT, "session": self._session} | tables | {"notes": rows}
        data = _encoded(tables)
        replace_durably(self._path, data, disk=self._disk)


def _changed(row: Any, changes: Changes) -> Any:
    """Return a row of the file with the changes to its note; unknown keys of the row stay."""
    id = row.get("id") if isinstance(row, dict) else None
    if not isinstance(id, str) or id not in changes:
        return row
    note = changes[id]
    return row | ({"text": note.text} if note else {"dropped": True})


def _encoded(tables: Tables) -> bytes:
    """Return the file's bytes, which were parsed again and compared."""
    try:
        data = written(tables).encode("utf-8")
        again = parse(data, "")
    except (StoreError, UnicodeEncodeError, TypeError, ValueError, RecursionError):
        raise Unsaved(said("The private note holds something that a file cannot hold.")) from None
    if not same({**again, "end": None}, {**tables, "end": None}):
        raise Unsaved(said("The private notes would not be readable again."))
    return data


def _tables(path: Path, disk: Disk) -> Tables:
    data = read_if_there(path, disk)
    if data is None:
        return {}
    tables = parse(data, str(path))
    rows = tables.get("notes", [])
    if tables.get("format", FORMAT) > FORMAT or not isinstance(rows, list):
        raise Damaged(
            say(
                "{file} is not a file of private notes that this program knows; it is left as it is.",
                file=place(path),
            )
        )
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
