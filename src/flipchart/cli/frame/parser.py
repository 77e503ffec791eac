"""The arguments of the command line: one parser, whose verbs come in when they are named."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from flipchart import __version__
from flipchart.cli.frame.streams import Misuse

if TYPE_CHECKING:
    from types import ModuleType


VERBS = {
    "new": "make a session from a template and open it",
    "run": "drive a session: agenda, clock and plan on the screen",
    "watch": "look on while somebody drives; writes nothing",
    "follow-up": "look again at a plan, in a timed sitting of its own",
    "report": "what became of a step, told between meetings",
    "digest": "what got done, is late, stuck or slipped, over all sessions",
    "list": "the sessions in the folder",
    "due": "every open promise over all sessions, late ones first",
    "group": "a group's sessions, and what it can learn from them",
    "show": "a session's plan and, while it runs, its clock",
    "import": "add a list of improvements or steps to a session",
    "export": "the plan as a page, a table, a calendar, or for task tools",
    "check": "whether session files are sound",
    "merge": "two versions of a session into one, by item; also for git",
    "when": "what date a phrase reads as",
    "templates": "the agendas to start from",
    "schema": "the JSON Schema of a session",
    "demo": "try it with a copy of a worked session",
    "config": "where things are, and whether the settings are sound",
}
"""Every verb with what it does; each is a module of `flipchart.cli` with `arguments` and `run`."""

_MODULES = {"import": "import_", "follow-up": "follow_up"}


def verb_module(name: str) -> "ModuleType":
    """Return the module of a verb, importing it."""
    return import_module(f"flipchart.cli.{_MODULES.get(name, name)}")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments in `argv`, with `verb` None for the home screen.

    Raises Misuse with one sentence, and SystemExit after `--help` and `--version`.
    """
    parser = _Parser(
        prog="flipchart",
        description="Projects a workshop's agenda, clock and plan. Without a command: the home screen.",
        epilog="SESSION is a path, the start of a title or file name in the sessions folder, or 'last'.",
    )
    _add_globals(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", parser_class=_VerbParser)
    for name, summary in VERBS.items():
        _add_globals(verbs.add_parser(name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}."))
    return parser.parse_args(_with_verb_checked(argv))


def _add_globals(parser: argparse.ArgumentParser) -> None:
    """The same options before and after the verb: what is absent leaves the other's value alone."""
    group = parser.add_argument_group("everywhere")
    group.add_argument("--version", action="version", version=f"flipchart {__version__}")
    absent = argparse.SUPPRESS
    group.add_argument("--no-color", action="store_true", default=absent, help="without colours")
    group.add_argument("--dir", metavar="DIR", default=absent, help="the sessions folder")
    group.add_argument(
        "--as-of",
        metavar="WHEN",
        default=absent,
        help="an ISO date or instant that stands for now, for reading",
    )


class _Parser(argparse.ArgumentParser):
    """A parser that tells misuse in one sentence, and never guesses an option from its beginning."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise Misuse instead of printing the usage."""
        raise Misuse(f"{self.prog}: {message}. See '{self.prog} --help'.")


class _VerbParser(_Parser):
    """A verb's parser, which asks the verb's module for its arguments when it is used."""

    _ready = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Add the verb's arguments, then parse; what is left over is told here, with the verb's own help."""
        if not self._ready:
            self._ready = True
            verb_module(self.prog.split()[-1]).arguments(self)
        known, left_over = super().parse_known_args(args, namespace)
        if left_over:
            self.error(f"unrecognized arguments: {' '.join(left_over)}")
        return known, left_over


def _with_verb_checked(argv: Sequence[str]) -> Sequence[str]:
    """Say more of a verb that does not exist than argparse does."""
    words = iter(argv)
    for word in words:
        if word in ("--dir", "--as-of"):
            next(words, None)
        elif word == "--" or not word.startswith("-"):
            _check_verb(next(words, "") if word == "--" else word)
            break
    return argv


def _check_verb(word: str) -> None:
    if word in VERBS:
        return
    from difflib import get_close_matches

    near = get_close_matches(word, VERBS, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else "."
    raise Misuse(f"There is no command '{word}'{hint} 'flipchart --help' lists the commands.")
