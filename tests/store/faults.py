"""A disk whose calls fail when told to: the seam through which every error of the system is tried."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flipchart.store.disk import Disk

ERRORS = (
    errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EXDEV, errno.EMFILE,
    errno.ENOLCK, errno.ESTALE,
)  # fmt: skip


class FaultyDisk(Disk):
    """Counts the calls of a real disk; the call number `at` fails, and all after it when `forever`.

    With `after`, the call is made first and then fails, as network disks do. `only` names the one method
    that is counted, `near` the one folder.
    """

    def __init__(
        self,
        at: int = -1,
        number: int = errno.EIO,
        *,
        forever: bool = False,
        after: bool = False,
        only: str = "",
        near: Path | None = None,
    ) -> None:
        self._at, self._number, self._forever, self._after = at, number, forever, after
        self._only, self._near = only, near
        self._calls: list[str] = []

    @property
    def _names(self) -> list[str]:
        return list(self._calls)

    def _fails(self, name: str, arguments: tuple[Any, ...]) -> bool:
        paths = [each for each in arguments if isinstance(each, Path)]
        near = self._near is None or any(self._near in (each, each.parent) for each in paths)
        if self._only not in ("", name) or not near:
            return False
        self._calls.append(name)
        here = len(self._calls) - 1
        return here == self._at or (self._forever and 0 <= self._at <= here)

    def _arm(self, at: int) -> None:
        self._at = len(self._calls) + at

    def _heal(self) -> None:
        self._at = -1

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return found if name.startswith("_") else self._wrapped(name, found)

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def made(*arguments: Any) -> Any:
            fails = self._fails(name, arguments)
            result = call(*arguments) if self._after or not fails else None
            if fails:
                raise OSError(self._number, "injected", "/secret/Ana.toml")
            return result

        return made


def calls_of(disk: FaultyDisk) -> list[str]:
    """Return the names of the calls that were made."""
    return disk._names


def arm(disk: FaultyDisk, at: int) -> None:
    """Let the call fail that comes after `at` others from now on."""
    disk._arm(at)


def heal(disk: FaultyDisk) -> None:
    """Let every call succeed from now on."""
    disk._heal()
