"""One save from start to end, without threads: read the file, merge, keep what would be lost, replace it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from flipchart.clock import Clock
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.store.backups import Backups
from flipchart.store.codec import Encoder, decode, encode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import Unsaved, place
from flipchart.store.files import Changed, file_time, read_bytes, read_if_there, replace_durably
from flipchart.store.locks import write_lock
from flipchart.store.merge import merge_bytes
from flipchart.store.set_aside import keep_original, sweep

TRIES = 5
"""How often a save starts again because the file changed under it."""

REMEMBERED = 8
"""How many tries that failed are remembered, in case they reached the file after all."""


class Written(Struct, frozen=True):
    """The result of a save: the file's bytes now, and the bytes of the session that was handed in.

    `merged` means that the file also holds changes by others; `notice` is a sentence to show, or "".
    """

    data: bytes
    ours: bytes
    merged: bool
    notice: str = ""


class Writer:
    """Writes one file again and again, and knows which versions of it are its own."""

    def __init__(self, path: Path, clock: Clock, backups: Backups | None = None, disk: Disk = DISK) -> None:
        self._path = path
        self._clock = clock
        self._backups = backups
        self._disk = disk
        self._own: bytes | None = None
        self._tried: dict[bytes, bytes] = {}
        self._encoder = Encoder()

    def write(self, session: Session, seen: bytes | None) -> Written:
        """Save `session`; `seen` are the bytes of the version that it was made from.

        If the file has changed since, both are merged. Call it with the write lock held, if there is one. Raises
        StoreError; the file is then whole, old or new.
        """
        for _ in range(TRIES):
            current = read_if_there(self._path, self._disk)
            made = self._encoded_or_merged(session, seen, current)
            try:
                notice = self._put(made, current)
            except Changed:
                continue
            self._tried.clear()
            if self._own is None:
                sweep(self._path, self._clock, self._disk)
            self._own = made.data
            return replace(made, notice=notice)
        why = say("another program keeps changing it; close that program")
        raise Unsaved(say("{file} was not saved: {why}.", file=place(self._path), why=why))

    def _encoded_or_merged(self, session: Session, seen: bytes | None, current: bytes | None) -> Written:
        # A file that was taken away still counts: others may have changed what was last in it.
        there = current if current is not None else self._own
        ours = self._encoder.encode(session, there if there is not None else seen)
        # A try that failed may have reached the file after all: then it is what this session was made from.
        known = seen if there is None else self._tried.get(there, seen)
        if there is None or there in (known, ours):
            return Written(ours, ours, merged=False)
        merged = merge_bytes(known, ours, there, name=str(self._path), at=self._clock.now())
        data = encode(merged.session, there)
        return Written(data, ours, merged=data != ours)

    def _put(self, made: Written, current: bytes | None) -> str:
        if current == made.data and current not in self._tried:
            return ""
        if current is not None and current != self._own:
            keep_original(self._path, current, self._disk)
        if current is not None and self._backups is not None and self._backups.due():
            self._backups.keep(current)
        self._remember(made)
        return replace_durably(self._path, made.data, check=partial(self._check, current), disk=self._disk)

    def _remember(self, made: Written) -> None:
        self._tried.pop(made.data, None)
        self._tried[made.data] = made.ours
        for oldest in list(self._tried)[:-REMEMBERED]:
            del self._tried[oldest]

    def _check(self, current: bytes | None) -> None:
        if read_if_there(self._path, self._disk) != current:
            raise Changed


COMMAND_WAIT = 30.0
"""Seconds that a command waits for the lock before it gives up with nothing changed."""


def change_session(  # noqa: PLR0913
    path: Path,
    change: Callable[[Session], Session],
    clock: Clock,
    *,
    notify: Callable[[str], object] = bool,
    state: Path | None = None,
    disk: Disk = DISK,
) -> None:
    """Read the session at `path`, and write what `change` makes of it.

    `notify` is called with a sentence about what a person should know of a save that succeeded.

    Nobody else who locks writes in between. Raises Locked after 30 s, and StoreError for a file that cannot be
    read or written; the file is whole then, old or new. What `change` raises comes out, with nothing written.
    """
    with write_lock(path, COMMAND_WAIT, clock, disk):
        data = read_bytes(path, disk)
        session = decode(data, name=str(path), made=file_time(path, clock, disk))
        writer = Writer(path, clock, Backups(session.id, clock, state=state, disk=disk), disk)
        written = writer.write(change(session), data)
    if written.notice:
        notify(written.notice)


def keep_typed(path: Path, typed: bytes, began: bytes, clock: Clock, disk: Disk = DISK) -> None:
    """Put what a person typed into a session's file, as an editor would: comments and layout stay.

    What others wrote since it was `began`, the bytes that were shown, is merged with it. Raises StoreError with
    nothing written, also where the typed text is no whole session.
    """
    decode(typed, name=path.name, made=clock.now())
    with write_lock(path, COMMAND_WAIT, clock, disk):
        there = read_if_there(path, disk)
        if there is not None and there != began:
            merged = merge_bytes(began, typed, there, name=path.name, at=clock.now())
            typed = encode(merged.session, typed)
        replace_durably(path, typed, disk=disk)
