"""From the arguments to the exit code, with every failure as one sentence."""

import gc
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

from flipchart import __version__
from flipchart.cli.frame import streams
from flipchart.cli.frame.parser import parse, verb_module
from flipchart.cli.frame.streams import COULD_NOT
from flipchart.clock import SystemClock
from flipchart.domain.errors import FlipchartError
from flipchart.store.paths import private_folder, state_dir


def keep(error: BaseException) -> Path | None:
    """Write `crash.log` into the state folder, for this user alone, and return its path; None if that fails.

    It holds the types of the errors and their places in the code. Messages and local values are left out, since they
    may hold people's names.
    """
    try:
        return _write("".join([_head(), *_error_lines(error)]))
    except OSError:
        return None


def _head() -> str:
    import platform

    now = SystemClock().now().isoformat()
    return f"{now} flipchart {__version__}, Python {platform.python_version()}, {platform.platform()}\n"


def _error_lines(error: BaseException) -> list[str]:
    import traceback

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


INTERRUPTED = 128 + 2
PIPE_CLOSED = 128 + 13
"""Exit codes as after SIGINT and SIGPIPE, also where the system knows no such signal."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command line (sys.argv without the program's name) and return its exit code.

    Never raises: misuse, refusal and errors of our own each end with one sentence on stderr.
    """
    streams.prepare()
    # Importing modules makes almost no garbage, and collecting it took a tenth of the start.
    collects = gc.isenabled()
    gc.disable()
    try:
        code = _carried_out(sys.argv[1:] if argv is None else argv)
        streams.finish()
    except BrokenPipeError:
        streams.abandon()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001, RUF100 - the last stop before a traceback
        return _refused(error)
    finally:
        if collects:
            gc.enable()
    return code


def _carried_out(argv: Sequence[str]) -> int:
    try:
        args = parse(argv)
    except SystemExit as end:  # argparse, after --help and --version
        return end.code if isinstance(end.code, int) else 0
    from flipchart.cli.frame.call import Call

    code: int = verb_module(args.verb or "home").run(Call(args))
    return code


def _refused(error: Exception) -> int:
    if isinstance(error, FlipchartError):
        streams.say(str(error))
        return error.exit_code
    if isinstance(error, OSError):
        streams.abandon()
        streams.say(_system(error))
    else:
        streams.say(_crashed(error))
    return COULD_NOT


def _system(error: OSError) -> str:
    from flipchart.store.errors import cause, place

    where = place(str(error.filename)) if error.filename else "The output could not be written"
    return f"{where}: {cause(error)}."


def _crashed(error: Exception) -> str:
    kept = keep(error)
    where = f"the place in the code is in {kept}" if kept else "and the place could not be written down"
    return f"Flipchart stopped by an error of its own ({type(error).__name__}); {where}."
