"""A copy of what cannot be saved, on this machine's own disk."""

import threading
from pathlib import Path

from flipchart.domain.session import Session
from flipchart.store import paths, sidecar_names
from flipchart.store.backups import folder_name
from flipchart.store.codec import encode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import replace_durably


def rescue_folder(state: Path | None = None) -> Path:
    """Return the folder of the copies that were made in need."""
    return (state or paths.state_dir()) / "unsaved"


class Rescue:
    """The copy of one session; there is at most one, and it goes when the session is saved."""

    def __init__(self, path: Path, session_id: str, state: Path | None = None, disk: Disk = DISK) -> None:
        name = f"{sidecar_names.name_of(path)}-{folder_name(session_id)[:8]}.toml"
        self._path = rescue_folder(state) / name
        self._disk = disk
        self._busy = threading.Lock()
        self._kept: Session | None = None
        self.copy: Path | None = None

    def has(self, session: Session) -> bool:
        """Whether this very session is in the copy."""
        return self._kept is session

    def keep(self, session: Session) -> bool:
        """Write the copy; tell whether that worked. This may take as long as the disk does."""
        with self._busy:
            try:
                paths.private_folder(self._path.parent)
                replace_durably(self._path, encode(session), disk=self._disk)
            except (StoreError, OSError):
                return False
            self._kept, self.copy = session, self._path
        return True

    def drop(self) -> None:
        """Remove the copy, since the file itself is saved again; not while it is being written."""
        if self._busy.acquire(blocking=False):
            try:
                if self.copy is not None:
                    self._kept = self.copy = None
                    self._disk.remove(self._path)
            except OSError:
                return
            finally:
                self._busy.release()
