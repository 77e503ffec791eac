"""The sessions folder: its files, finding a session by name, and making one."""

import datetime as dt
import itertools
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from flipchart.clock import Clock
from flipchart.domain.identity import settled
from flipchart.domain.portfolio import Summary, summarise
from flipchart.domain.said import say
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session
from flipchart.domain.text import clean, meant
from flipchart.patterns import pattern
from flipchart.store.codec import decode, encode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import Ambiguous, NotFound, StoreError, Unreadable, cause, place, shown
from flipchart.store.files import create_durably, file_time, is_session_name, read_bytes, session_files
from flipchart.store.merge import akin, has_id
from flipchart.store.paths import private_folder
from flipchart.store.reading import HEAD, text_in
from flipchart.store.sidecar_names import file_name
from flipchart.store.sync_copies import conflicted_copies, named_alike
from flipchart.store.tables import as_tables

_ANY_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def find_session(name: str, folder: Path, clock: Clock | None = None) -> Path:
    """Return the file that `name` means: a path, the start of a title or file name, or `last`.

    A whole title or file name goes before the start of another, and a session before the copies that a sync tool made
    beside it, whose content is offered when the session is opened. `last` is the file that was changed last; private
    sessions are left out. Raises NotFound, or Ambiguous if two match; both are named.
    """
    if not name.strip():
        raise Ambiguous("Which session? Type the start of its title, the path of its file, or 'last'.")
    if _is_path(name):
        path = os.path.expanduser(name)  # noqa: PTH111 - `~name` of somebody unknown is no crash
        if os.path.isdir(path):  # noqa: PTH112 - never raises
            raise NotFound(_a_folder(path))
        return Path(path)
    files = session_files(folder)
    if name == "last":
        return _last(files, folder, clock)
    fits = {path: _fits(path, _folded(name), clock) for path in files}
    best = max(fits.values(), default=0)
    found = [path for path, fit in fits.items() if fit == best]
    if not best:
        raise NotFound(_missed(name, folder, files, clock))
    found = _without_copies(found, clock)
    if len(found) > 1:
        raise Ambiguous(f"{shown(name)} fits {_named(found)}. Type more of the name, or the path.")
    return found[0]


def _a_folder(name: str) -> str:
    return f"{place(name)} is a folder. Name a session in it, as in '--dir {place(name)} last'."


def _missed(name: str, folder: Path, files: tuple[Path, ...], clock: Clock | None) -> str:
    """Return the sentence for a name that matches no session: what it is instead, or which session it resembles."""
    if os.path.isdir(name):  # noqa: PTH112 - never raises
        return _a_folder(name)
    within = [title for path in files if _folded(name) in _folded(title := _title(path, clock) or "")]
    if os.path.isfile(f"{name}.toml"):  # noqa: PTH113 - never raises
        near = f"; did you mean the file '{shown(name)}.toml'?"
    else:
        near = f"; did you mean '{shown(within[0])}'?" if within else meant(name, _names(name, files, clock))
    if is_session_name(name):
        return (
            f"There is no file {place(name)} in this folder, and no session in {place(folder)} is called that{near}"
        )
    return f"No session in {place(folder)} begins with '{shown(name)}'{near} `flipchart list` names them all."


_PRIVATE = pattern(rb"^private[ \t]*=[ \t]*true", re.MULTILINE)


def session_titles(folder: Path, clock: Clock) -> list[str]:
    """Return a name for each session that is not private, the last changed first.

    It is the title, or the file's name if two sessions have the same title or the title cannot be read.
    """
    files = [path for path in session_files(folder) if not _is_private(path)]
    files.sort(key=changed_at, reverse=True)
    titles = [_title(path, clock) for path in files]
    counts = Counter(titles)
    return [title if title and counts[title] == 1 else path.stem for path, title in zip(files, titles, strict=True)]


def _is_private(path: Path) -> bool:
    try:
        return _PRIVATE.search(read_bytes(path, beginning=HEAD).partition(b"\n[")[0]) is not None
    except StoreError:
        return False


def _names(name: str, files: tuple[Path, ...], clock: Clock | None) -> Iterator[str]:
    """Yield what sessions are called: "last", files and titles, whole and as many words of them as `name` has."""
    count = len(name.split())
    yield from ("last",) if files else ()
    for path in files:
        for called in (path.stem, _title(path, clock) or ""):
            yield shown(called)
            yield shown(" ".join(called.split()[:count]))


def _is_path(name: str) -> bool:
    if {os.sep, os.altsep} & set(name):
        return True
    # A folder of the name of a session must not hide it.
    return os.path.lexists(name) and not os.path.isdir(name)  # noqa: PTH112 - these never raise


def _named(found: list[Path]) -> str:
    names = [shown(path.stem, 80) for path in found[:3]]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{', '.join(names[:-1])} and {names[-1]}" if not more else f"{', '.join(names)}{more}"


def _last(files: tuple[Path, ...], folder: Path, clock: Clock | None) -> Path:
    for path in sorted(files, key=changed_at, reverse=True):
        session = _read_quietly(path, clock)
        if session is None or not session.private:
            return _original(path, files, clock)
    raise NotFound(f"There is no session in {place(folder)} yet. `flipchart new TITLE` makes one.")


def _without_copies(found: list[Path], clock: Clock | None) -> list[Path]:
    return [path for path in found if _original(path, found, clock) == path]


def _original(path: Path, among: Iterable[Path], clock: Clock | None) -> Path:
    """Return the file of the same session that `path` is a sync tool's copy of; `path` itself if there is none."""
    shorter = {it for it in among if it != path and path.stem.startswith(it.stem)}
    if not shorter or clock is None:
        return path
    return min(conflicted_copies(path, clock, among=shorter), key=lambda it: len(it.stem), default=path)


def changed_at(path: Path) -> float:
    """Return when a file was changed, in seconds since the epoch; 0 for one that is gone, the oldest of all."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _fits(path: Path, wanted: str, clock: Clock | None) -> int:
    """Return 2 for the whole title or name, 1 for the start of one, 0 for neither."""
    name = _folded(path.name)
    names = [name, name[: -len(".toml")], name[len("2026-11-18-") : -len(".toml")]]
    title = _title(path, clock)
    if title is not None:
        names.append(_folded(title))
    if wanted and wanted in names:
        return 2
    return int(any(name.startswith(wanted) for name in names))


def _title(path: Path, clock: Clock | None) -> str | None:
    """Return a session's title, also of a file that is damaged below it."""
    try:
        title = text_in(read_bytes(path, beginning=HEAD), "title")
    except StoreError:
        return None
    if title is not None:
        return clean(title)
    session = _read_quietly(path, clock)
    return session.title if session else None


def _read_quietly(path: Path, clock: Clock | None) -> Session | None:
    try:
        made = file_time(path, clock) if clock else _ANY_DAY
        return decode(read_bytes(path), name=str(path), made=made)
    except StoreError:
        return None


def create(session: Session, folder: Path, clock: Clock, disk: Disk = DISK) -> Path:
    """Write a new session into the folder under a free name and return its path. Raises StoreError."""
    try:
        private_folder(folder)
    except OSError as error:
        raise Unreadable(say("{folder} could not be made: {why}.", folder=place(folder), why=cause(error))) from None
    data = encode(session)
    day = clock.local(session.created).date()
    # Names that differ only by case or by how an accent is written are one name to some systems.
    taken = {_folded(path.name) for path in session_files(folder)}
    number = 0
    while True:
        number += 1
        name = file_name(session.title, day, number)
        if _folded(name) in taken:
            continue
        try:
            create_durably(folder / name, data, disk)
        except FileExistsError:
            continue
        return folder / name


def copy_in(path: Path, data: bytes, id: str, folder: Path, clock: Clock) -> Path:
    """Copy the session file at `path` into the folder and return the copy's path, or that of a copy already there.

    `data` are the file's bytes and `id` is the session's id. A copy that is already there is left as it is, since it
    may hold newer changes. Raises StoreError.
    """
    try:
        private_folder(folder)
    except OSError as error:
        raise Unreadable(say("{folder} could not be made: {why}.", folder=place(folder), why=cause(error))) from None
    for number in itertools.count(1):
        target = folder / (path.name if number == 1 else f"{path.stem}-{number}{path.suffix}")
        try:
            create_durably(target, data)
        except FileExistsError:
            with suppress(StoreError):
                if decode(read_bytes(target), name=target.name, made=file_time(target, clock)).id == id:
                    return target
            continue
        return target
    raise AssertionError


class Kept(Struct, frozen=True):
    """A session and its file; `typed` tells that the file holds no id, so that one was derived from its content."""

    path: Path
    session: Session
    typed: bool = False


class Problem(Struct, frozen=True):
    """A file that cannot be read whole, and the one sentence about it."""

    path: Path
    sentence: str


Found = Kept | Problem


class Listed(Struct, frozen=True):
    """A file of the folder, with a summary of its session or else the sentence that says why there is none."""

    path: Path
    summary: Summary | None
    problem: str = ""


def read_kept(path: Path, clock: Clock) -> Kept:
    """Return the session at `path` as `each` yields it. Raises StoreError."""
    return kept_of(path, read_bytes(path), clock)


def kept_of(path: Path, data: bytes, clock: Clock) -> Kept:
    """Return the session that `data`, the content of the file at `path`, holds. Raises StoreError."""
    return Kept(path, decode(data, name=str(path), made=file_time(path, clock)), not has_id(data))


def each(folder: Path, clock: Clock, group: str | None = None) -> Iterator[Found]:
    """Yield the sessions of a folder in the order of their files, each as soon as it is read.

    With `group`, files whose first lines name another group or none are skipped unread. Raises StoreError if the
    folder itself cannot be read.
    """
    for path in session_files(folder):
        try:
            if group is not None and not _may_be_of(group, read_bytes(path, beginning=HEAD)):
                continue
            yield read_kept(path, clock)
        except StoreError as error:
            yield Problem(path, error.sentence)


def _may_be_of(group: str, head: bytes) -> bool:
    said = text_in(head, "group")
    if said is not None:
        return name_key(clean(said)) == name_key(group)
    return b"group" in head or len(head) == HEAD


def sessions_of(found: Iterable[Found]) -> tuple[Kept, ...]:
    """Return what could be read, each carried step in one session only (see domain/identity.py)."""
    kept = [it for it in found if isinstance(it, Kept)]
    both = zip(kept, settled(it.session for it in kept), strict=True)
    return tuple(replace(it, session=session) for it, session in both)


def listed(found: Iterable[Found], clock: Clock, *, private: bool = False) -> tuple[Listed, ...]:
    """Return the summary of every file, in the same order; private sessions are left out unless asked for."""
    known = tuple(found)
    now = clock.now()
    today = clock.local(now).date()
    summaries = {it.path: summarise(it.session, now, today) for it in sessions_of(known)}
    rows = (Listed(it.path, summaries.get(it.path), it.sentence if isinstance(it, Problem) else "") for it in known)
    return tuple(it for it in rows if it.summary is None or private or not it.summary.private)


def without_copies(found: Iterable[Found]) -> tuple[Found, ...]:
    """Keep each step only in the newest of several files of one session, such as a sync tool's copies."""
    known = tuple(found)
    kept = [it for it in known if isinstance(it, Kept)]
    ids = _ids_of_typed([it for it in kept if it.typed])
    seen: dict[str, set[str]] = {}
    bare: dict[Path, Found] = {}
    for it in sorted(kept, key=lambda it: changed_at(it.path), reverse=True):
        known_steps = seen.setdefault(ids.get(it.path, it.session.id), set())
        steps = tuple(step for step in it.session.steps if step.id not in known_steps)
        known_steps |= {step.id for step in steps}
        same = len(steps) == len(it.session.steps)
        bare[it.path] = it if same else replace(it, session=it.session.revise(steps=steps))
    return tuple(bare.get(it.path, it) for it in known)


def _ids_of_typed(typed: list[Kept]) -> dict[Path, str]:
    """Return one common id for typed files that are copies of each other; each alone would derive its own."""
    ids: dict[Path, str] = {}
    for number, it in enumerate(typed):
        copies = (one for one in typed[:number] if one.session.title == it.session.title and _copies(one, it))
        ids[it.path] = next((ids[one.path] for one in copies), it.session.id)
    return ids


def _copies(one: Kept, other: Kept) -> bool:
    return named_alike(one.path, other.path) and akin(as_tables(one.session), as_tables(other.session))
