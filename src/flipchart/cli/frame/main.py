"""From the arguments to the exit code, with every failure as one sentence."""

import os
import sys
from collections.abc import Sequence

from flipchart.cli.frame import streams
from flipchart.cli.frame.errors import COULD_NOT
from flipchart.cli.frame.parser import parse, verb_module

INTERRUPTED = 128 + 2
PIPE_CLOSED = 128 + 13
"""Exit codes as after SIGINT and SIGPIPE, also where the system knows no such signal."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command line (sys.argv without the program's name) and return its exit code.

    Never raises: misuse, refusal and errors of our own each end with one sentence on stderr.
    """
    streams.prepare()
    # Looking for plugins of pydantic among all installed packages takes longer than most commands.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")
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
    from flipchart.domain.errors import Rejected

    sentence, code = getattr(error, "sentence", None), getattr(error, "exit_code", COULD_NOT)
    if isinstance(error, Rejected):
        sentence = str(error)
    elif isinstance(error, OSError):
        sentence = _system(error)
        streams.abandon()
    if sentence is None:
        sentence = _crashed(error)
    streams.say(sentence)
    return code


def _system(error: OSError) -> str:
    from flipchart.store.errors import cause, place

    where = place(str(error.filename)) if error.filename else "The output could not be written"
    return f"{where}: {cause(error)}."


def _crashed(error: Exception) -> str:
    from flipchart.cli.frame import crash

    kept = crash.keep(error)
    where = f"the place in the code is in {kept}" if kept else "and the place could not be written down"
    return f"Flipchart stopped by an error of its own ({type(error).__name__}); {where}."
