"""What is kept of an error of our own: where it happened, and nothing of what people typed."""

import os
import platform
import stat
import traceback
from pathlib import Path

from flipchart import __version__
from flipchart.clock import SystemClock
from flipchart.store.paths import private_folder, state_dir


def keep(error: BaseException) -> Path | None:
    """Write `crash.log` into the state folder, for this user alone, and return it; None if that fails.

    It holds the kinds of the errors and the places in the code. Messages and local values stay out, since
    they may hold people's names.
    """
    try:
        return _write("".join([_head(), *_told(error)]))
    except OSError:
        return None


def _head() -> str:
    now = SystemClock().now().isoformat()
    return f"{now} flipchart {__version__}, Python {platform.python_version()}, {platform.platform()}\n"


def _told(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        places = traceback.extract_tb(link.__traceback__)
        lines += [f"{type(link).__module__}.{type(link).__qualname__}\n"]
        lines += [f"  {place.filename}:{place.lineno} in {place.name}\n" for place in places]
        link = link.__cause__ or link.__context__
    return lines


def _write(text: str) -> Path:
    path = private_folder(state_dir()) / "crash.log"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        file.write(text)
    return path
