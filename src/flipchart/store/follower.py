"""Following a file that others write: asking the system four times a second is cheap, reading is rare."""

import hashlib
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.session import Session
from flipchart.store import sidecar_names
from flipchart.store.codec import decode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import file_time, read_bytes
from flipchart.store.platform import host
from flipchart.store.presence import STALE, Driver, is_driven_here, read_live

ANYWAY = 20
"""After how many looks the file is read even if it seems unchanged, since times and sizes can mislead."""

PROBE = 1.0
"""Seconds between two probes of the driver's lock."""


class FileWatch:
    """Notices when the content of a file changes; `known` is the content last reported.

    `there` tells whether the file existed at the last look.
    """

    there = False

    def __init__(self, path: Path, known: bytes | None = None, disk: Disk = DISK) -> None:
        self._path, self._disk = path, disk
        self._digest = None if known is None else hashlib.sha256(known).digest()
        self._sign: tuple[int, int, int] | None = None
        self._looks = 0

    def poll(self) -> bytes | None:
        """Return the new content, or None where there is none. Raises StoreError for a file that cannot be read."""
        sign = self._signature()
        self.there = sign is not None
        self._looks = 0 if sign != self._sign else (self._looks + 1) % ANYWAY
        if sign is None or (sign == self._sign and self._looks):
            return None
        data = read_bytes(self._path, self._disk)
        self._sign = sign
        digest = hashlib.sha256(data).digest()
        if digest == self._digest:
            return None
        self._digest = digest
        return data

    def _signature(self) -> tuple[int, int, int] | None:
        try:
            status = self._disk.status(self._path)
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino


class Follower:
    """A session as its driver saves it, and what the driver's screen is on.

    `session` is the last version that could be read; `problem` is the sentence that says why the newest could not.
    """

    def __init__(self, path: Path, session: Session, data: bytes, clock: Clock, disk: Disk = DISK) -> None:
        self.session = session
        self.problem = ""
        self.driver: Driver | None = None
        self._path, self._clock, self._disk = path, clock, disk
        self._watch = FileWatch(path, data, disk)
        self._live = FileWatch(sidecar_names.live_file(disk.real(path)), None, disk)
        self._announced: Driver | None = None
        self._heard = clock.monotonic()
        self._probed: float | None = None
        self._here: bool | None = None

    def poll(self) -> bool:
        """Look once; tell whether the session, the problem or the driver has changed."""
        before = (self.session, self.problem, self.driver)
        self._read_session()
        self._read_live()
        self.driver = self._driver()
        return before != (self.session, self.problem, self.driver)

    def _read_session(self) -> None:
        try:
            data = self._watch.poll()
            if data is not None:
                made = file_time(self._path, self._clock, self._disk)
                self.session = decode(data, name=str(self._path), made=made)
                self.problem = ""
        except StoreError as error:
            self.problem = error.sentence

    def _read_live(self) -> None:
        try:
            if self._live.poll() is not None:
                self._announced, self._heard = read_live(self._path, self._disk), self._clock.monotonic()
        except StoreError:
            return
        if self._announced is not None and (self._announced.gone or not self._live.there):
            # An orderly leave: nobody has to wait for a sign of life that does not come, or for the next probe.
            self._announced, self._here = None, False if self._here else self._here

    def _driver(self) -> Driver | None:
        now = self._clock.monotonic()
        if self._probed is None or now - self._probed >= PROBE:
            self._probed, self._here = now, is_driven_here(self._path, self._disk)
        if self._here:
            return self._announced or Driver(host=host())
        if self._announced is None or (self._here is False and self._announced.host == host()):
            return None
        # The clocks of two machines differ, so what counts is when its sign of life was last another one here.
        return self._announced if now - self._heard <= STALE else None
