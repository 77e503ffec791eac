"""What is known of a folder's sessions without reading them again: an index in the cache folder, never trusted.

It is an SQLite file whose name holds the hash of its content, so that a damaged one is known by its name. It is never
changed: a newer one takes its place, and two programs at once do not meet. A session file counts as unchanged while
its device, inode, size, time of change and time of its inode's change are the same; where one of these times is as
young as the index, the file's hash decides. Private sessions and damaged files are not in it and are always read.
"""

import datetime as dt
import gc
import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from flipchart.clock import Clock, SystemClock
from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.figures import reports_by_step
from flipchart.domain.identity import marks, was_undone
from flipchart.domain.plan import Step
from flipchart.domain.portfolio import DueStep
from flipchart.domain.promises import slips
from flipchart.domain.record import Record
from flipchart.domain.session import Session
from flipchart.store.catalogue import Kept, kept_of, read_kept, session_names, without_copies
from flipchart.store.errors import StoreError
from flipchart.store.files import read_bytes
from flipchart.store.index_cache import TABLES, Cache, connect

YOUNG = 2_000_000_000
"""Nanoseconds for which a file's times cannot tell that it was changed again (FAT counts in steps of 2 s)."""

TOGETHER = 300
"""From how many files on they are read by several processes."""

_BRIEF = {"format", "id", "title", "group", "created", "next_check", "private"}
_TIMES: Mapping[str, type[Record]] = {"runs": Run, "stages": Stage, "timing": Timing}
_TOLD = {"challenges", "prompt", "say", "watch"}
_STEP = {
    "id", "text", "state", "improvement", "owner", "helpers", "due", "hoped", "first_due", "answer", "finished",
    "reason", "moves", "carried_from", "carried_to",
}  # fmt: skip
_VIEW = "CREATE TEMP VIEW every_{0} AS SELECT * FROM main.{0}s UNION ALL SELECT * FROM temp.hidden_{0}s"

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as the index holds it, a row for the file and one for each step; or why it has none."""

    name: str
    file: Row = ()
    steps: Sequence[Row] = ()
    private: bool = False
    problem: str = ""


class Index:
    """The sessions of a folder as they are now; close it when they are not needed any more.

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

    def sessions(self) -> Iterator[Kept]:
        """Yield each session with its steps and its times alone, in the order of the files."""
        for f, name, id, typed, brief, times in self._db.execute(
            "SELECT f, name, id, typed, brief, times FROM every_file ORDER BY name"
        ):
            rows = self._db.execute("SELECT id, step FROM every_step WHERE f = ? ORDER BY n", (f,))
            steps = (Step.model_validate_json(self._settled(f"{id}/{step}", text)) for step, text in rows)
            tables = {
                key: tuple(map(_TIMES[key].model_validate_json, them)) for key, them in json.loads(times).items()
            }
            session = Session.model_validate_json(brief).model_copy(update={"steps": tuple(steps), **tables})
            yield Kept(self._folder / os.fsdecode(name), session, bool(typed))

    def promises(self) -> Iterator[DueStep]:
        """Yield the live steps by date, those without one last, else in the order of files and plans.

        A step that copies of a file hold, or that was carried over, is in one of them only. No model is made of a
        step that the index holds for live.
        """
        folder = str(self._folder / "x")[:-1]
        for f, id, name, brief, n, step_id, live, slipped, text in self._db.execute(
            "SELECT f, f.id, name, brief, n, s.id, live, slips, step FROM every_step s JOIN every_file f USING (f) "
            "WHERE live OR target IS NOT NULL ORDER BY due IS NULL, due, name, n"
        ):
            place = f"{id}/{step_id}"
            settled = place in self._marks or not live
            if (f, n) in self._hidden or (settled and not self._is_live(place, text)):
                continue
            head, step = json.loads(brief), json.loads(text)
            due = step.get("due")
            yield DueStep(
                f"{folder}{os.fsdecode(name)}", id, head["title"], head.get("group"), "private" in head, step_id,
                step["text"], step["state"], step.get("owner"), due and dt.date.fromisoformat(due),
                "hoped" in step, slipped,
            )  # fmt: skip

    def _is_live(self, place: str, text: str) -> bool:
        return Step.model_validate_json(self._settled(place, text)).live

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
        """Return the names of files that are as an index knows them, the too young of these, and the other names."""
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
                if not same or (unsure and _hash_of(_read_if(self._folder / name)) != digest):
                    gone.append(name)
                    continue
                known.add(name)
                if unsure:
                    young.append(name)
        return known, young, gone

    def _read(self, names: Iterable[str]) -> Iterator[Entry]:
        """Yield what belongs into an index on the disk; private sessions and problems are kept apart."""
        for entry in entries(self._folder, list(names), self._clock):
            if entry.problem or entry.private:
                self._apart.append(entry)
            else:
                yield entry

    def _add_apart(self) -> None:
        for statement in TABLES:
            self._db.execute(statement.format("temp.hidden_"))
        for name in ("file", "step"):
            self._db.execute(_VIEW.format(name))
        for number, entry in enumerate((it for it in self._apart if not it.problem), 1):
            _put(self._db, entry, self._now, "temp.hidden_", -number)

    def _copied(self) -> set[tuple[int, int]]:
        """Return the steps, by file and place in it, that another file of the same session holds, too."""
        rows = self._db.execute(
            "SELECT f, name FROM every_file WHERE typed OR id IN "
            "(SELECT id FROM every_file GROUP BY id HAVING count(*) > 1) ORDER BY name"
        )
        twice = [(f, os.fsdecode(name)) for f, name in rows]
        found = []
        for _, name in twice:
            with suppress(StoreError):
                found.append(read_kept(self._folder / name, self._clock))
        left: dict[tuple[str, str], list[Step]] = {}
        for it in without_copies(found):
            for step in it.session.steps if isinstance(it, Kept) else ():
                left.setdefault((it.path.name, step.id), []).append(step)
        numbers = {name: f for f, name in twice}
        return {
            (numbers[it.path.name], n)
            for it in found
            for n, step in enumerate(it.session.steps)
            if step not in left.get((it.path.name, step.id), ())
        }

    def _carried(self) -> Mapping[str, str | None]:
        """Return the marks of carried steps, by place, that differ from what their files say."""
        query = "SELECT f, n, f.id || '/' || s.id, step FROM every_step s JOIN every_file f USING (f) WHERE "
        found = self._db.execute(f"{query} origin IS NOT NULL OR target IS NOT NULL").fetchall()
        there = self._places(found)
        named = {it for step in there.values() for it in (step.carried_from, step.carried_to) if it} - there.keys()
        if named:
            ids = json.dumps(sorted(named))
            there |= self._places(
                self._db.execute(
                    f"{query} f.id || '/' || s.id IN (SELECT value FROM json_each(?))", (ids,)
                ).fetchall()
            )
        return marks(there)

    def _places(self, rows: Iterable[Row]) -> dict[str, Step]:
        steps = ((place, Step.model_validate_json(text)) for f, n, place, text in rows if (f, n) not in self._hidden)
        return {place: step for place, step in steps if not was_undone(step)}

    def _settled(self, place: str, text: str) -> str:
        if place not in self._marks:
            return text
        values = {key: value for key, value in json.loads(text).items() if key != "carried_to"}
        target = self._marks[place]
        return json.dumps(values | ({"carried_to": target} if target else {}))


def entries(folder: Path, names: Sequence[str], clock: Clock) -> Iterator[Entry]:
    """Yield the entries of these files, in their order; many are read by several processes where that helps."""
    work = partial(_entry, folder, clock=clock)
    count = cores()
    if len(names) < TOGETHER or count == 1:
        yield from map(work, names)
        return
    from multiprocessing import get_context  # noqa: PLC0415 - few folders are so large

    with get_context("fork").Pool(min(count, 8), gc.disable) as pool:
        yield from pool.imap(work, names, chunksize=50)


def cores() -> int:
    """Return how many processes may read at once; one where the system does not split a process safely."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _entry(folder: Path, name: str, clock: Clock) -> Entry:
    path = folder / name
    stamp = stamp_of(path)
    try:
        data = read_bytes(path)
        kept = kept_of(path, data, clock)
    except StoreError as error:
        return Entry(name, problem=error.sentence)
    session = kept.session
    brief = session.model_dump_json(include=_BRIEF, exclude_defaults=True)
    times = {
        key: [it.model_dump_json(exclude=_TOLD, exclude_defaults=True) for it in getattr(session, key)]
        for key in _TIMES
    }
    file = (os.fsencode(name), stamp, _hash_of(data), session.id, kept.typed, brief, json.dumps(times))
    reports = reports_by_step(session)
    steps = [
        _step(n, step, slips(step, reports[step.id]) if step.id in reports else 0)
        for n, step in enumerate(session.steps)
    ]
    return Entry(name, file, steps, session.private)


def _step(n: int, step: Step, slipped: int) -> Row:
    text = step.model_dump_json(include=_STEP, exclude_defaults=True)
    due = step.due.isoformat() if step.due else None
    return n, step.id, step.live, due, slipped, step.carried_from, step.carried_to, text


def _put(db: sqlite3.Connection, entry: Entry, now: int, where: str = "main.", number: int | None = None) -> None:
    name, stamp, *rest = entry.file
    values = (number, name, stamp, now, *rest)
    f = db.execute(f"INSERT INTO {where}files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid
    db.executemany(f"INSERT INTO {where}steps VALUES ({f}, ?, ?, ?, ?, ?, ?, ?, ?)", entry.steps)


def _drop(db: sqlite3.Connection, name: str) -> None:
    for (f,) in db.execute("SELECT f FROM files WHERE name = ?", (os.fsencode(name),)).fetchall():
        db.execute("DELETE FROM steps WHERE f = ?", (f,))
        db.execute("DELETE FROM files WHERE f = ?", (f,))


def stamp_of(path: Path) -> str:
    """Return what is the same while a file is the same, with its two times last; nothing where there is no file."""
    try:
        it = path.stat()
    except OSError:
        return ""
    return f"{it.st_dev} {it.st_ino} {it.st_size} {it.st_mtime_ns} {it.st_ctime_ns}"


def _young(stamp: str, seen: int) -> bool:
    return any(int(time) > seen - YOUNG for time in stamp.split()[-2:])


def _hash_of(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _read_if(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except StoreError:
        return b""
