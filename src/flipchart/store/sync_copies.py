"""Three files of one session into one of them, as git and people with conflicted copies need it."""

from dataclasses import dataclass
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.session import Conflict, Session
from flipchart.store.backups import Backups
from flipchart.store.codec import decode, encode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import file_time, read_bytes, replace_durably
from flipchart.store.locks import write_lock
from flipchart.store.merge import merge_bytes
from flipchart.store.once import COMMAND_WAIT
from flipchart.store.writer import Writer

GIT_FILE = ".merge_file_"
"""How the names begin of the files that git hands to a merge driver; they live for that moment only."""


@dataclass(frozen=True, slots=True)
class MergedFile:
    """What a merge made: the session that is in the file now, and the conflicts that neither side had before.

    `problem` is the sentence that says why the base could not be used, so that all of it counts as added.
    """

    session: Session
    conflicts: tuple[Conflict, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FileMerge:
    """Merges files, by item; `state` is where backups go if not into the user's state folder."""

    clock: Clock
    state: Path | None = None
    disk: Disk = DISK

    def merge(self, base: Path | None, ours: Path, theirs: Path) -> MergedFile:
        """Merge `theirs` into `ours`; `base` is the version from which both were made, if there is one.

        The version before is in the backups. Raises StoreError with `ours` as it was: for a file that is
        damaged or of a newer format, for two different sessions, and when `ours` stays locked for 30 s.
        """
        common, problem = self._base(base)
        other = read_bytes(theirs, self.disk)
        known = self._session(theirs, other).conflicts
        if ours.name.startswith(GIT_FILE):
            before, after = self._into_file_of_git(common, ours, other)
        else:
            with write_lock(ours, COMMAND_WAIT, self.clock, self.disk):
                before, after = self._into(common, ours, other)
        new = tuple(each for each in after.conflicts if each not in (*before.conflicts, *known))
        return MergedFile(after, new, problem)

    def _into(self, common: bytes | None, ours: Path, other: bytes) -> tuple[Session, Session]:
        mine = read_bytes(ours, self.disk)
        before = self._session(ours, mine)
        after = self._merged(common, ours, mine, other)
        if after == before:
            return before, before
        written = Writer(ours, self.clock, self._backups(after), self.disk).write(after, mine)
        return before, self._session(ours, written.data)

    def _into_file_of_git(self, common: bytes | None, ours: Path, other: bytes) -> tuple[Session, Session]:
        """Neither a lock nor an original beside it, since they would stay in the work tree for ever."""
        mine = read_bytes(ours, self.disk)
        before = self._session(ours, mine)
        after = self._merged(common, ours, mine, other)
        self._backups(after).keep(mine)
        replace_durably(ours, encode(after, mine), disk=self.disk)
        return before, after

    def _base(self, path: Path | None) -> tuple[bytes | None, str]:
        """Return the base, or None and why; git hands in an empty one where both sides added the session."""
        data = read_bytes(path, self.disk) if path is not None else b""
        if path is None or not data:
            return None, ""
        try:
            self._session(path, data)
        except StoreError as error:
            return None, f"{error.sentence} It was merged without what both were made from."
        return data, ""

    def _merged(self, common: bytes | None, ours: Path, mine: bytes, other: bytes) -> Session:
        return merge_bytes(common, mine, other, name=str(ours), at=self.clock.now()).session

    def _session(self, path: Path, data: bytes) -> Session:
        return decode(data, name=str(path), made=file_time(path, self.clock, self.disk))

    def _backups(self, session: Session) -> Backups:
        return Backups(session.id, self.clock, state=self.state, disk=self.disk)
