"""Saving in the background: one whole snapshot per change, and nobody ever waits.

One thread writes, always the newest session. Another watches that nothing stays unsaved for long and writes a rescue
copy, even while the first is stuck in a call that never comes back.
"""

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.store.backups import Backups
from flipchart.store.codec import decode, encode
from flipchart.store.disk import DISK, Disk, Lock
from flipchart.store.errors import StoreError, place
from flipchart.store.files import by_name, file_time, read_if_there
from flipchart.store.locks import release, try_lock
from flipchart.store.merge import merge_bytes
from flipchart.store.rescue import Rescue
from flipchart.store.saver_queue import SLICE, Bulletin, Pending, SaveState
from flipchart.store.writer import Writer, Written


class MergeBase:
    """The common ancestor of the session in memory and of the file.

    After a merge the file holds more than the session in memory, until the program takes those changes. Sessions made
    before that have the old ancestor, those made after it the new one; `age` tells them apart.
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


LOCK_WAIT = 10.0
"""Seconds after which a save goes on without the lock, guarded by the hash check alone."""

LAST_LOCK_WAIT = 0.5
"""The same when leaving."""

COPY_AFTER = 5.0
"""Seconds after which an unsaved session is written to a rescue copy."""


class Saver:
    """Saves the sessions handed in to one file; of several that wait, only the newest.

    `base` are the bytes from which the first session was read. Changes by others meanwhile are merged.
    """

    def __init__(
        self, path: Path, base: bytes, clock: Clock, *, state: Path | None = None, disk: Disk = DISK
    ) -> None:
        first = decode(base, name=str(path), made=file_time(path, clock, disk))
        self._path, self._clock, self._disk = path, clock, disk
        self._writer = Writer(path, clock, Backups(first.id, clock, state=state, disk=disk), disk)
        self._base = MergeBase(path, base, clock)
        self._pending = Pending(clock)
        self._rescue = Rescue(path, first.id, state, disk)
        self._bulletin = Bulletin()
        self._last = first
        self._at: dt.datetime | None = None
        self._why = self._notice = ""
        self._hurry = False
        for name, work in (("saver", self._work), ("rescue", self._watch)):
            threading.Thread(target=work, name=f"flipchart-{name}", daemon=True).start()

    @property
    def state(self) -> SaveState:
        """The state of saving now; "saved" only if everything handed in is."""
        with self._pending.turn:
            outside = self._base.outside
            if self._pending.idle:
                return SaveState("saved", self._at, outside=outside, notice=self._notice)
            why = self._why or self._stuck()
            return SaveState("failed" if why else "saving", self._at, why, self._rescue.copy, outside)

    def submit(self, session: Session) -> None:
        """Hand in the newest session and return at once."""
        self._pending.put(session)

    def subscribe(self, listener: Callable[[SaveState], object]) -> Callable[[], None]:
        """Call `listener` with each new state, from the saver's threads; returns a function that unsubscribes.

        It must not wait for anything: with Textual, post a message.
        """
        return self._bulletin.subscribe(listener)

    def flush(self, timeout: float) -> bool:
        """Try now and wait at most `timeout` seconds; tell whether everything is saved."""
        self._pending.urge()
        return self._pending.wait_until_saved(timeout)

    def close(self, timeout: float = 3.0) -> bool:
        """Save what is left and stop, in at most `timeout` seconds; tell whether everything is saved.

        What is not saved by then is in a rescue copy, if one can be written: see `state.copy`.
        """
        self._pending.urge(leaving=True)
        saved = self._pending.wait_until_saved(timeout * 0.4)
        if not saved:
            with self._pending.turn:
                self._hurry = True
                self._pending.turn.notify_all()
                self._pending.turn.wait_for(self._safe, timeout * 0.3)
            saved = self._pending.wait_until_saved(timeout * 0.3)
        self._pending.leave()
        return saved

    def look(self) -> None:
        """Have the saving thread look whether others changed the file; the state tells (`outside`)."""
        self._pending.ask_to_look()

    def take(self, session: Session) -> Session:
        """Return `session` with the changes of others in it, and hand it in; as it is where there are none.

        Call it from the thread that hands sessions in, with the newest of them. Raises StoreError.
        """
        taken = self._base.take(session)
        if taken is None:
            return session
        self.submit(taken)
        return taken

    def _work(self) -> None:
        while (errand := self._pending.next()) is not None:
            if errand == "save":
                self._bulletin.notify(lambda: self.state)
                self._save()
            else:
                self._look()
            self._bulletin.notify(lambda: self.state)

    def _save(self) -> None:
        try:
            lock = self._wait_for_lock()
            try:
                session = self._pending.hold()
                seen, age = self._base.ancestor()
                written = self._writer.write(session, seen)
                self._base.wrote(written, age)
            finally:
                release(lock)  # before it is reported: whoever leaves then leaves no lock behind
            self._done(session, written.notice)
        except StoreError as error:
            self._failed(by_name(error.sentence, self._path, self._disk))
        except Exception as error:
            # A fault of ours must not end saving, nor pass for a save; its text may hold what people typed.
            fault = type(error).__name__
            name = place(self._path.name)
            sentence = say("{file} was not saved: {why}. Undo the last change.", file=name, why=fault)
            self._failed(sentence)

    def _wait_for_lock(self) -> Lock | None:
        start = self._clock.monotonic()
        lock, on = try_lock(self._path, self._disk)
        while not on and self._clock.monotonic() - start < self._patience():
            with self._pending.turn:
                self._pending.turn.wait(SLICE)
            lock, on = try_lock(self._path, self._disk)
        return lock

    def _patience(self) -> float:
        return LAST_LOCK_WAIT if self._pending.leaving else LOCK_WAIT

    def _failed(self, why: str) -> None:
        with self._pending.turn:
            self._why = why
            self._pending.failed()

    def _done(self, session: Session, notice: str) -> None:
        with self._pending.turn:
            self._notice = notice or self._notice
            self._last, self._at, self._why = session, self._clock.now(), ""
            self._pending.done()
            idle = self._pending.idle
        if idle:
            self._rescue.drop()

    def _look(self) -> None:
        try:
            data = read_if_there(self._path, self._disk)
            if data is not None and not self._base.is_known(data):
                decode(data, name=str(self._path), made=self._clock.now())
                self._base.found(data)
        except Exception:
            # Damaged under our hands: saving again tells so, and mends nothing by force.
            with self._pending.turn:
                if self._pending.idle:
                    self._pending.put(self._last)

    def _watch(self) -> None:
        pending = self._pending
        while not pending.left:
            with pending.turn:
                session = pending.newest
                needed = session is not None and not self._rescue.has(session)
                due = needed and (self._hurry or pending.unsaved_for() >= COPY_AFTER)
                if not due:
                    pending.turn.wait(SLICE if needed else None)
                    continue
            assert session is not None
            self._copy(session)

    def _copy(self, session: Session) -> None:
        base, _ = self._base.ancestor()
        kept = self._rescue.keep(session, base)
        if self._pending.idle:
            self._rescue.drop()
        with self._pending.turn:
            self._pending.turn.notify_all()
            if not kept:
                self._pending.turn.wait(COPY_AFTER)
        self._bulletin.notify(lambda: self.state)

    def _safe(self) -> bool:
        newest = self._pending.newest
        return newest is None or self._rescue.has(newest)

    def _stuck(self) -> str:
        stuck = self._pending.writing and self._pending.unsaved_for() >= COPY_AFTER
        if not stuck:
            return ""
        return say(
            "{file}: the disk has not answered for {seconds} seconds. Check its connection.",
            file=place(self._path.name),
            seconds=f"{COPY_AFTER:.0f}",
        )
