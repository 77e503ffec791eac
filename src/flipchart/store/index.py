"""What is known of a folder's sessions without reading them again: an index in the cache folder, never trusted.

It is an SQLite file whose name contains a hash of its content, so that damage is noticed. It is never changed: a
newer one replaces it, so two programs at once do not disturb each other. A session file counts as unchanged while its
device, inode, size, modification time and change time are the same; if one of these times is as recent as the index,
the file's hash decides. Private sessions and damaged files are not in it and are always read.
"""

import datetime as dt
import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.json import Decoder

from flipchart.clock import Clock, SystemClock
from flipchart.domain.due_step import DueStep
from flipchart.domain.kinds import StepState
from flipchart.store.errors import StoreError
from flipchart.store.files import hash_of, read_bytes, session_names, stamp_of
from flipchart.store.index_cache import TABLES, Cache, connect

if TYPE_CHECKING:
    from flipchart.store.catalogue import Kept
    from flipchart.store.index_rows import Entry

# What needs the models of the plan is imported where it is called: most often nothing changed, and they take long.

YOUNG = 2_000_000_000
"""Nanoseconds for which a file's times cannot tell that it was changed again (FAT counts in steps of 2 s)."""


class _Head(Struct):
    """The fields of a session itself, as its text in the index holds them."""

    title: str
    group: str | None = None
    private: bool = False


class _StepWords(Struct):
    """The fields of a live step, as its text in the index holds them."""

    text: str
    state: StepState
    owner: str | None = None
    due: dt.date | None = None
    hoped: bool = False


_ROWS = (
    "SELECT s.f, n, s.id, live, due, slips, origin, target, step, f.id AS session, name, brief "
    "FROM {0}steps s JOIN {0}files f USING (f)"
)
"""The steps, each with its file: joined before main and hidden ones come together, so that nothing is copied."""
_VIEWS = {"every_file": "SELECT * FROM {0}files", "every_step": _ROWS}
_STEP_VALUES = "?, ?, ?, nullif(?, ''), ?, nullif(?, ''), nullif(?, ''), ?"
"""An empty text stands for none, which `sqlite3` takes in much slower."""


class Index:
    """The sessions of a folder as they are now; close it after use.

    `problems` are the sentences about files that cannot be read, in the order of their names. Raises StoreError for a
    folder that cannot be read.
    """

    def __init__(self, folder: Path, clock: Clock, cache: Path | None = None) -> None:
        self._folder, self._clock = folder, clock
        self._now = SystemClock().nanoseconds()
        self._stamps = {name: stamp_of(folder / name) for name in session_names(folder)}
        self._apart: list[Entry] = []
        cached = Cache(folder, cache)
        try:
            self._db = self._opened(cached)
        except (OSError, sqlite3.Error):
            self._apart.clear()
            self._db = connect("")
            for entry in self._read(self._stamps):
                _put(self._db, entry, self._now)
        self._add_apart()
        self._hidden = self._copied()
        self._marks = self._carried()

    @property
    def problems(self) -> Mapping[str, str]:
        """A sentence for each file that cannot be read, by its name."""
        return {it.name: it.problem for it in sorted(self._apart, key=lambda it: it.name) if it.problem}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def sessions(self) -> Iterator["Kept"]:
        """Yield each session with only its steps and its times, in the order of the files."""
        from flipchart.store.catalogue import Kept  # noqa: PLC0415
        from flipchart.store.index_rows import session_in  # noqa: PLC0415

        for f, name, id, typed, brief, times in self._db.execute(
            "SELECT f, name, id, typed, brief, times FROM every_file ORDER BY name"
        ):
            rows = self._db.execute("SELECT id, step FROM every_step WHERE f = ? ORDER BY n", (f,))
            steps = (self._settled(f"{id}/{step}", text) for step, text in rows)
            yield Kept(self._folder / os.fsdecode(name), session_in(brief, times, steps), bool(typed))

    def promises(self) -> Iterator[DueStep]:
        """Yield the live steps by date, those without one last, else in the order of files and plans.

        A step that several copies of a file hold, or that was carried over, comes once. No model is made of a step
        that the index knows to be live.
        """
        folder = str(self._folder / "x")[:-1]
        coding, errors = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()
        head_of, step_of = Decoder(_Head).decode, Decoder(_StepWords).decode
        for f, n, step_id, live, slipped, text, id, name, brief in self._db.execute(
            "SELECT f, n, id, live, slips, step, session, name, brief FROM every_step "
            "WHERE live OR target IS NOT NULL ORDER BY due IS NULL, due, name, n"
        ):
            if (f, n) in self._hidden:
                continue
            if (not live or self._marks) and not self._is_live(f"{id}/{step_id}", text, live):
                continue
            head, step = head_of(brief), step_of(text)
            yield DueStep(
                f"{folder}{name.decode(coding, errors)}", id, head.title, head.group, head.private, step_id,
                step.text, step.state, step.owner, step.due, step.hoped, slipped,
            )  # fmt: skip

    def _is_live(self, place: str, text: str, live: int) -> bool:
        if live and place not in self._marks:
            return True
        from flipchart.store.index_rows import is_live  # noqa: PLC0415

        return is_live(self._settled(place, text))

    def _settled(self, place: str, text: str) -> str:
        if place not in self._marks:
            return text
        values = {key: value for key, value in json.loads(text).items() if key != "carried_to"}
        target = self._marks[place]
        return json.dumps(values | ({"carried_to": target} if target else {}))

    def _opened(self, cached: "Cache") -> sqlite3.Connection:
        """Return the index on the disk, brought up to date where it is not. Raises OSError and sqlite3.Error."""
        old = cached.newest()
        known, young, gone = self._compared(old)
        new = cached.begin(old) if young or gone else None
        try:
            db = None if new is None else connect(new)
            if db is not None:
                db.executemany(
                    "UPDATE files SET seen = ? WHERE name = ?", [(self._now, os.fsencode(name)) for name in young]
                )
                for name in gone:
                    _drop(db, name)
            for entry in self._read(name for name in self._stamps if name not in known):
                if db is None:
                    new = cached.begin(old)
                    db = connect(new)
                _put(db, entry, self._now)
            if db is None or new is None:
                return connect(old, read_only=True) if old is not None else connect("")
            db.commit()
            db.close()
            return connect(cached.publish(new), read_only=True)
        except BaseException:
            cached.discard(new)
            raise

    def _compared(self, old: Path | None) -> tuple[set[str], list[str], list[str]]:
        """Return the names of unchanged files, those of them too recent to be sure of, and all other names."""
        known: set[str] = set()
        young: list[str] = []
        gone: list[str] = []
        if old is None:
            return known, young, gone
        with closing(connect(old, read_only=True)) as db:
            for written, stamp, seen, digest in db.execute("SELECT name, stamp, seen, hash FROM files"):
                name = os.fsdecode(written)
                same = self._stamps.get(name) == stamp
                unsure = same and _young(stamp, seen)
                if not same or (unsure and hash_of(_read_if(self._folder / name)) != digest):
                    gone.append(name)
                    continue
                known.add(name)
                if unsure:
                    young.append(name)
        return known, young, gone

    def _read(self, names: Iterable[str]) -> Iterator["Entry"]:
        """Yield what belongs into an index on the disk; private sessions and problems are kept apart."""
        names = list(names)
        if not names:
            return
        from flipchart.store.index_rows import entries  # noqa: PLC0415

        for entry in entries(self._folder, names, self._clock):
            if entry.problem or entry.private:
                self._apart.append(entry)
            else:
                yield entry

    def _add_apart(self) -> None:
        for statement in TABLES:
            self._db.execute(statement.format("temp.hidden_"))
        for view, rows in _VIEWS.items():
            both = " UNION ALL ".join(map(rows.format, ("main.", "temp.hidden_")))
            self._db.execute(f"CREATE TEMP VIEW {view} AS {both}")
        for number, entry in enumerate((it for it in self._apart if not it.problem), 1):
            _put(self._db, entry, self._now, "temp.hidden_", -number)

    def _copied(self) -> set[tuple[int, int]]:
        """Return the steps, by file and place in it, that another file of the same session holds, too."""
        rows = self._db.execute(
            "SELECT name, f FROM every_file WHERE typed OR id IN "
            "(SELECT id FROM every_file GROUP BY id HAVING count(*) > 1) ORDER BY name"
        )
        numbers = {os.fsdecode(name): f for name, f in rows}
        if not numbers:
            return set()
        from flipchart.store.index_rows import held_twice  # noqa: PLC0415

        return {(numbers[name], n) for name, n in held_twice(self._folder, list(numbers), self._clock)}

    def _carried(self) -> Mapping[str, str | None]:
        """Return the marks of carried steps, by place, that differ from what their files say."""
        found = self._places("origin IS NOT NULL OR target IS NOT NULL")
        if not found:
            return {}
        from flipchart.store.index_rows import carried_marks  # noqa: PLC0415

        inside = "session || '/' || id IN (SELECT value FROM json_each(?))"
        return carried_marks(found, lambda places: self._places(inside, json.dumps(places)))

    def _places(self, which: str, *values: str) -> list[tuple[str, str]]:
        """Return the places and texts of the steps that fit, but for those that are copies."""
        rows = self._db.execute(f"SELECT f, n, session || '/' || id, step FROM every_step WHERE {which}", values)
        return [(place, text) for f, n, place, text in rows if (f, n) not in self._hidden]


def _put(db: sqlite3.Connection, entry: "Entry", now: int, where: str = "main.", number: int | None = None) -> None:
    name, stamp, *rest = entry.file
    values = (number, name, stamp, now, *rest)
    f = db.execute(f"INSERT INTO {where}files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid
    db.executemany(f"INSERT INTO {where}steps VALUES ({f}, {_STEP_VALUES})", entry.steps)


def _drop(db: sqlite3.Connection, name: str) -> None:
    for (f,) in db.execute("SELECT f FROM files WHERE name = ?", (os.fsencode(name),)).fetchall():
        db.execute("DELETE FROM steps WHERE f = ?", (f,))
        db.execute("DELETE FROM files WHERE f = ?", (f,))


def _young(stamp: str, seen: int) -> bool:
    return any(int(time) > seen - YOUNG for time in stamp.split()[-2:])


def _read_if(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except StoreError:
        return b""
