"""Merging files of one session into one of them, as git and sync tools' conflicted copies require."""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.said import say
from flipchart.domain.session import Conflict, Session
from flipchart.domain.text import clean
from flipchart.store.backups import Backups
from flipchart.store.codec import Tables, decode, encode, session_of, tables_of
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError, Unsaved, cause, place
from flipchart.store.files import file_time, read_bytes, replace_durably
from flipchart.store.locks import write_lock
from flipchart.store.merge import akin, has_id, merge_bytes
from flipchart.store.reading import HEAD, text_in
from flipchart.store.set_aside import named_aside
from flipchart.store.writer import COMMAND_WAIT, Writer


def conflicted_copies(
    path: Path, clock: Clock, disk: Disk = DISK, among: Iterable[Path] | None = None
) -> tuple[Path, ...]:
    """Return the other session files beside `path`, or `among` those given, that hold the same session, by name.

    They are known by an equal id, since each tool names them in its own way (Dropbox "conflicted copy",
    Syncthing "sync-conflict", OneDrive the name of a machine). Files without an id, typed by hand, must begin
    with the same name and hold much the same: two of them may well have the same title. Damaged files are
    passed over.
    """
    try:
        data = read_bytes(path, disk)
        mine = tables_of(data, str(path), file_time(path, clock, disk))
    except StoreError:
        return ()
    siblings = (path.with_name(name) for name in _names(path.parent, disk)) if among is None else among
    others = (it for it in siblings if it.name != path.name)
    if has_id(data):
        return tuple(sorted(it for it in others if _is_copy(it, path, mine, clock, disk)))
    alike = (it for it in others if named_alike(it, path))
    return tuple(sorted(it for it in alike if _is_copy(it, None, mine, clock, disk)))


def _is_copy(other: Path, path: Path | None, mine: Tables, clock: Clock, disk: Disk) -> bool:
    """Tell whether `other` is a copy of the file at `path`; None for one without an id and with a name alike."""
    try:
        if path is not None and _is_another(read_bytes(other, disk, beginning=HEAD), str(mine["id"])):
            return False
        data = read_bytes(other, disk)
        its = tables_of(data, str(other), file_time(other, clock, disk))
        session_of(its, str(other))
    except StoreError:
        return False
    if path is not None and (has_id(data) or not named_alike(other, path)):
        return has_id(data) and bool(its["id"] == mine["id"])
    return bool(its["id"] == mine["id"]) or akin(its, mine)


def named_alike(one: Path, other: Path) -> bool:
    """Tell whether one file name extends the other, as the names of a sync tool's copies do."""
    return one.stem.startswith(other.stem) or other.stem.startswith(one.stem)


def _is_another(head: bytes, id: str) -> bool:
    """Tell quickly, from its first bytes, that a file is another session, as most files of a folder are."""
    said = text_in(head, "id")
    return said is not None and clean(said) not in ("", id)


def _names(folder: Path, disk: Disk) -> list[str]:
    try:
        names = disk.names(folder)
    except OSError:
        return []
    return [name for name in names if name.endswith(".toml") and not name.startswith(".")]


GIT_FILE = ".merge_file_"
"""How the names begin of the files that git hands to a merge driver; they live for that moment only."""


class MergedFile(Struct, frozen=True):
    """The result of a merge: the session now in the file, and the conflicts that are new in it.

    `problem` is the sentence that says why the base could not be used, so that all items count as added.
    """

    session: Session
    conflicts: tuple[Conflict, ...]
    problem: str = ""


class FileMerge(Struct, frozen=True):
    """Merges files item by item; `state` is where backups go, if not into the user's state folder."""

    clock: Clock
    state: Path | None = None
    disk: Disk = DISK

    def merge(self, base: Path | None, ours: Path, theirs: Path) -> MergedFile:
        """Merge `theirs` into `ours`; `base` is the version from which both were made, if there is one.

        The version before is in the backups. Raises StoreError with `ours` as it was: for a file that is
        damaged or of a newer format, for two different sessions, and when `ours` stays locked for 30 s.
        """
        names = (str(base), str(ours), str(theirs))
        common, problem = self._base(base, names[0])
        other = read_bytes(theirs, self.disk)
        known = self._session(theirs, other, names[2]).conflicts
        with write_lock(ours, COMMAND_WAIT, self.clock, self.disk):
            before, after = self._into(common, ours, other)
        return _merged_file(before, after, known, problem)

    def has_news(self, base: Path | None, ours: Path, theirs: Path) -> bool:
        """Tell whether `merge` would change `ours`. Raises StoreError as it does."""
        mine = read_bytes(ours, self.disk)
        common, _ = self._base(base, str(base))
        merged = self._merged(common, str(ours), mine, read_bytes(theirs, self.disk))
        return merged != self._session(ours, mine, str(ours))

    def merge_for_git(self, base: Path | None, ours: Path, theirs: Path, name: str) -> MergedFile:
        """Merge three files that git made for a moment; `name` is what the session's file is called in sentences.

        There is neither a lock nor an original beside `ours`, since they would stay in the work tree. Raises
        StoreError where they are no versions of one session; see `merge_text`.
        """
        common, problem = self._base(base, f"{name} (base)")
        mine, other = read_bytes(ours, self.disk), read_bytes(theirs, self.disk)
        before = self._session(ours, mine, name)
        known = self._session(theirs, other, f"{name} (theirs)").conflicts
        after = self._merged(common, name, mine, other)
        self._backups(after).keep(mine)
        replace_durably(ours, encode(after, mine), disk=self.disk)
        return _merged_file(before, after, known, problem)

    def is_session(self, path: Path) -> bool:
        """Tell whether a file can be read as a session."""
        try:
            self._session(path, read_bytes(path, self.disk), str(path))
        except StoreError:
            return False
        return True

    def _into(self, common: bytes | None, ours: Path, other: bytes) -> tuple[Session, Session]:
        mine = read_bytes(ours, self.disk)
        before = self._session(ours, mine, str(ours))
        after = self._merged(common, str(ours), mine, other)
        if after == before:
            return before, before
        written = Writer(ours, self.clock, self._backups(after), self.disk).write(after, mine)
        return before, self._session(ours, written.data, str(ours))

    def _base(self, path: Path | None, name: str) -> tuple[bytes | None, str]:
        """Return the base, or None and why; git hands in an empty one where both added the session."""
        data = read_bytes(path, self.disk) if path is not None else b""
        if path is None or not data:
            return None, ""
        try:
            self._session(path, data, name)
        except StoreError as error:
            return None, f"{error.sentence} It was merged without what both were made from."
        return data, ""

    def _merged(self, common: bytes | None, name: str, mine: bytes, other: bytes) -> Session:
        return merge_bytes(common, mine, other, name=name, at=self.clock.now()).session

    def _session(self, path: Path, data: bytes, name: str) -> Session:
        return decode(data, name=name, made=file_time(path, self.clock, self.disk))

    def _backups(self, session: Session) -> Backups:
        return Backups(session.id, self.clock, state=self.state, disk=self.disk)


def _merged_file(before: Session, after: Session, known: tuple[Conflict, ...], problem: str) -> MergedFile:
    new = tuple(each for each in after.conflicts if each not in (*before.conflicts, *known))
    return MergedFile(after, new, problem)


def merge_text(base: Path | None, ours: Path, theirs: Path) -> int | None:
    """Merge line by line into `ours` as git does without a driver; return how many conflicts are marked in it.

    None where git cannot: binary content, or no git. Then `ours` is as it was.
    """
    names = [f"-L{name}" for name in ("ours", "base", "theirs")]
    files = [str(path) for path in (ours, base or os.devnull, theirs)]
    import subprocess  # noqa: PLC0415 - few copies are merged by git

    try:
        code = subprocess.run(
            ["git", "merge-file", *names, "--", *files], capture_output=True, check=False
        ).returncode
    except OSError:
        return None
    return code if 0 <= code < 128 else None  # 128 and more are errors; up to 127 conflicts are counted


def is_named_after(copy: Path, path: Path) -> bool:
    """Tell whether a copy's name extends the session's; otherwise the copy may be the original."""
    return path.stem in copy.stem


def take_in(
    path: Path, copy: Path, clock: Clock, *, state: Path | None = None, disk: Disk = DISK
) -> tuple[MergedFile, Path]:
    """Merge a copy into the session at `path`; return the result and the copy's new path.

    The version that both came from is unknown, so each value that differs is a conflict for a person. Raises
    StoreError, with the copy where it was.
    """
    merged = FileMerge(clock, state, disk).merge(None, path, copy)
    try:
        aside = named_aside(copy, "merged", clock, disk)
        # Under its old name it would be taken for a session, and be offered again.
        disk.remove(copy)
    except OSError as error:
        raise Unsaved(
            say("{file} is taken in, but could not be put aside: {why}.", file=place(copy), why=cause(error))
        ) from None
    return merged, aside
