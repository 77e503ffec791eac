"""The arguments of the command line: one parser, whose verbs come in when they are named."""

import argparse
import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from flipchart import __version__
from flipchart.cli.frame.help_text import ABOUT, examples
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
    "config": "every setting with its value, and where things are",
    "completion": "the script that completes commands in your shell",
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
    return built().parse_args(_with_verb_checked(_in_options(argv)))


def built(*, whole: bool = False) -> argparse.ArgumentParser:
    """Return the parser; a command's own arguments come in when it is named, or all at once for a `whole` one."""
    parser = _Parser(
        prog="flipchart",
        description="Projects a workshop's agenda, clock and plan. Without a command: the home screen.",
        epilog=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_globals(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", parser_class=_VerbParser)
    for name, summary in VERBS.items():
        verb = verbs.add_parser(
            name,
            help=summary,
            description=f"{summary[:1].upper()}{summary[1:]}.",
            epilog=examples(name),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _add_globals(verb)
        if whole:
            verb.complete()
    return parser


def _in_options(argv: Sequence[str]) -> Sequence[str]:
    """`help`, `help VERB` and `version` as the options that they stand for."""
    match list(argv):
        case ["version"]:
            return ["--version"]
        case ["help"]:
            return ["--help"]
        case ["help", verb, *_]:
            return [verb, "--help"]
    return argv


def _add_globals(parser: argparse.ArgumentParser) -> None:
    """The same options before and after the verb: what is absent leaves the other's value alone."""
    group = parser.add_argument_group("everywhere")
    group.add_argument("-V", "--version", action="version", version=f"flipchart {__version__}")
    absent = argparse.SUPPRESS
    group.add_argument("--no-color", action="store_true", default=absent, help="without colours")
    group.add_argument("--dir", metavar="DIR", default=absent, help="the sessions folder")
    group.add_argument(
        "--as-of",
        metavar="WHEN",
        default=absent,
        help="a day or an hour that stands for now, for reading: 2026-11-18, fri, 'tue 9am'",
    )


class _Parser(argparse.ArgumentParser):
    """A parser that tells misuse in one plain sentence, and never guesses an option from its beginning."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise Misuse instead of printing the usage."""
        raise Misuse(f"{self.prog}: {_plainly(message, self._options())} See '{self.prog} --help'.")

    def _options(self) -> list[str]:
        return [name for action in self._actions for name in action.option_strings]


class _VerbParser(_Parser):
    """A verb's parser, which asks the verb's module for its arguments when it is used."""

    _ready = False

    def complete(self) -> None:
        """Add the verb's own arguments, once."""
        if not self._ready:
            self._ready = True
            verb_module(self.prog.split()[-1]).arguments(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Add the verb's arguments, then parse; what is left over is told here, with the verb's own help."""
        self.complete()
        known, left_over = super().parse_known_args(args, namespace)
        if left_over:
            self.error(f"unrecognized arguments: {' '.join(left_over)}")
        return known, left_over


_MESSAGES = (
    (r"the following arguments are required: (.*)", "{0} is missing."),
    (r"argument (.*): expected (?:one|at least one) argument", "{0} needs a value behind it."),
    (r"argument (.*): not allowed with argument (.*)", "{0} and {1} do not go together."),
    (r"argument (.*): ignored explicit argument (.*)", "{0} takes no value; leave out {1}."),
)
"""What argparse says of misuse, and what we say instead."""


def _plainly(message: str, options: Sequence[str]) -> str:
    """Return argparse's message as a sentence without its jargon, with what was perhaps meant."""
    if found := re.fullmatch(r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", message):
        names = [name.strip(" '") for name in found[3].split(",")]
        near = meant(found[2].strip("'"), names)
        return f"{found[1]} cannot be {found[2]}; it is one of {', '.join(names)}{near}"
    if found := re.fullmatch(r"unrecognized arguments: (.*)", message):
        word = found[1].split()[0].partition("=")[0]
        what = f"there is no option {word}" if word.startswith("-") else f"'{found[1]}' is one word too many"
        return f"{what}{meant(word, options)}"
    for pattern, sentence in _MESSAGES:
        if found := re.fullmatch(pattern, message):
            return sentence.format(*found.groups())
    return f"{message}."


def meant(word: str, known: Iterable[str]) -> str:
    """Return how a sentence about an unknown word ends: with the known one that it nearly is, or a full stop."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean '{folded[near[0]]}'?" if near else "."


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
    if word not in VERBS:
        raise Misuse(f"There is no command '{word}'{meant(word, VERBS)} 'flipchart --help' lists the commands.")
