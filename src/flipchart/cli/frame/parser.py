"""The command-line parser: one for all verbs, each of which adds its arguments when it is named."""

import argparse
import re
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, NoReturn

from flipchart import __version__
from flipchart.cli.frame.help_text import EXAMPLES, HelpPage, about, ending, usage
from flipchart.cli.frame.streams import Misuse
from flipchart.patterns import pattern

if TYPE_CHECKING:
    from types import ModuleType


VERBS = {
    "new": "make a session from a template and open it",
    "run": "drive a session: agenda, clock and plan on the screen",
    "watch": "look on while somebody drives; nothing is written",
    "follow-up": "go through a plan again, in a timed sitting of its own",
    "report": "say between meetings what became of a step",
    "digest": "tell over all sessions what got done, is late or stuck",
    "list": "list the sessions in the folder",
    "due": "list every open promise over all sessions, late ones first",
    "group": "show a group's sessions, and what it can learn from them",
    "show": "show a session's plan and, while it runs, its clock",
    "import": "add a list of improvements or steps to a session",
    "export": "write the plan as a page, table, calendar or list of tasks",
    "check": "tell whether session files are sound",
    "merge": "make one session of two versions, item by item; also for git",
    "when": "tell which date a phrase means",
    "templates": "list, print or copy the agendas to start from",
    "schema": "print the JSON Schema of a session",
    "demo": "try the program with a copy of a worked session",
    "config": "list every setting with its value, and where things are",
    "completion": "print the script that completes commands in your shell",
}
"""Every verb with a summary; each is a module of `flipchart.cli` with `arguments` and `run`."""

_MODULES = {"import": "import_", "follow-up": "follow_up"}


def verb_module(name: str) -> "ModuleType":
    """Return the module of a verb, importing it."""
    return import_module(f"flipchart.cli.{_MODULES.get(name, name)}")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments in `argv`, with `verb` None for the home screen.

    Raises Misuse with one sentence, and SystemExit after `--help` and `--version`.
    """
    parser, argv = built(), _in_options(argv)
    _check_before_verb(parser, argv)
    return parser.parse_args(argv)


def built(*, whole: bool = False) -> "_Parser":
    """Return the parser; a verb's arguments are added when it is named, or those of all verbs if `whole`."""
    parser = _Parser(
        prog="flipchart",
        description="Puts a workshop's agenda, clock and plan on the wall. Without a command the home screen opens.",
        usage="flipchart [option …] COMMAND …",
        formatter_class=HelpPage,
    )
    verbs = parser.add_subparsers(
        title="commands", prog="flipchart", dest="verb", metavar="COMMAND", parser_class=_VerbParser
    )
    for name, summary in VERBS.items():
        verb = verbs.add_parser(
            name,
            help=summary,
            description=f"{summary[:1].upper()}{summary[1:]}.",
            formatter_class=HelpPage,
        )
        _add_globals(verb)
        if whole:
            verb.complete()
    _add_globals(parser)
    return parser


def _in_options(argv: Sequence[str]) -> Sequence[str]:
    """Return `argv` with `help`, `help VERB` and `version` replaced by the options they stand for."""
    match list(argv):
        case ["version", *_]:
            return ["--version"]
        case ["help"] | ["help", "help" | "version", *_]:
            return ["--help"]
        case ["help" | "--help" | "-h", verb, *_] if not verb.startswith("-"):
            return [verb, "--help"]
    return argv


def _add_globals(parser: argparse.ArgumentParser) -> None:
    """Add the options allowed before and after the verb; one that is absent does not overwrite the other."""
    group = parser.add_argument_group("everywhere")
    group.add_argument("-h", "--help", action="help", help="this help")
    group.add_argument(
        "-V", "--version", action="version", version=f"flipchart {__version__}", help="which version this is"
    )
    absent = argparse.SUPPRESS
    group.add_argument("--no-color", action="store_true", default=absent, help="without colours")
    group.add_argument("--dir", metavar="DIR", default=absent, help="the sessions folder")
    group.add_argument(
        "--as-of",
        metavar="WHEN",
        default=absent,
        help="read as if it were that day or hour: 2026-11-18, fri, 'tue 9am'",
    )


class _Parser(argparse.ArgumentParser):
    """A parser that reports misuse in one plain sentence, and accepts no abbreviated options."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, add_help=False, **settings)
        self._positionals.title = "arguments"

    def error(self, message: str) -> NoReturn:
        """Raise Misuse instead of printing the usage and exiting."""
        if found := _MISSING.fullmatch(message):
            self.refuse(self._missing((found[1] or found[2]).replace("/", " or ").split(", ")))
        self.refuse(_plainly(message))

    def refuse(self, sentence: str) -> NoReturn:
        """Raise Misuse with a sentence, and where to read more."""
        raise Misuse(f"{self.prog}: {sentence} See '{self.prog} --help'.")

    def format_help(self) -> str:
        """Return the help; its last paragraphs are only formatted on request."""
        verb = self.prog.partition(" ")[2]
        self.epilog = ending(verb) if verb else about()
        return super().format_help()

    def options(self) -> list[str]:
        """Return every option in all its spellings."""
        return list(self._option_string_actions)

    def takes_value(self, word: str) -> bool:
        """Whether a word is an option whose value is the next word."""
        action = self._option_string_actions.get(word)
        return action is not None and action.nargs != 0

    def check_options(self, words: Sequence[str]) -> None:
        """Report the first unknown option, before anything that is missing. Raises Misuse."""
        for before, word in pairwise(("", *words)):
            if word == "--":
                return
            name = word.partition("=")[0]
            if self.slipped(name):
                self._stray(name)
            if not _OPTION.fullmatch(word) or self._known(name):
                continue
            if self.takes_value(before):
                self.refuse(f"{before} needs a value after it; if that is {word}, write {before}={word}.")
            self._stray(name)

    def _known(self, name: str) -> bool:
        """Whether a name is an option, or a short option with its value attached."""
        known = self._option_string_actions
        return name in known or (not name.startswith("--") and name[:2] in known)

    def slipped(self, name: str) -> bool:
        """Whether a name is an option apart from one typing slip, its dashes or its case."""
        if not _DASHES.match(name) or name in self._option_string_actions:
            return False
        from flipchart.domain.text import slipped

        return any(slipped(_whole(name), it) for it in self.options() if it.startswith("--"))

    def _stray(self, name: str) -> NoReturn:
        from flipchart.domain.text import meant

        long = [it for it in self.options() if it.startswith("--")]
        if self.slipped(name):
            near = meant(_whole(name), long)
        elif name[2:]:
            near = meant(_whole(name)[2:], [it[2:] for it in long], "--")
        else:
            near = meant(name, self.options())
        self.refuse(f"there is no option {name}{near}")

    def _missing(self, names: list[str]) -> str:
        """Return a sentence about missing arguments, with a complete command as an example."""
        *most, last = names
        problem = f"{', '.join(most)} and {last} are missing" if most else f"{last} is missing"
        return f"{problem}; type for example: {EXAMPLES[self.prog.split()[-1]][0]}."


class _VerbParser(_Parser):
    """A verb's parser, which gets its arguments from the verb's module when it is used."""

    _ready = False

    def complete(self) -> None:
        """Add the verb's own arguments, once."""
        if not self._ready:
            self._ready = True
            verb_module(self.prog.split()[-1]).arguments(self)
            self.usage = self.usage or usage(self.prog, self._actions)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Add the verb's arguments, then parse; leftover arguments are refused here, with the verb's own help.

        If help is asked for, it is shown whatever else is on the line.
        """
        self.complete()
        if {"-h", "--help"} & set(takewhile(lambda word: word != "--", args)):
            args = ["--help"]
        self.check_options(args)
        known, left_over = super().parse_known_args(args, namespace)
        if left_over:
            self._too_many(left_over)
        return known, left_over

    def _too_many(self, words: Sequence[str]) -> NoReturn:
        """Report leftover words; mostly they belong to a title without quotes, or lack their dashes."""
        from flipchart.domain.text import meant

        problem = f"'{' '.join(words)}' {'are words' if words[1:] else 'is one word'} too many"
        near = meant(words[0], self.options()) if words[0] not in self.options() else "."
        takes_words = any(not action.option_strings for action in self._actions)
        end = "; a title of several words goes into quotes." if near == "." and takes_words else near
        self.refuse(f"{problem}{end}")


_MISSING = pattern(r"the following arguments are required: (.*)|one of the arguments (\S+) .* is required")
"""What argparse says of arguments that are not there."""

_OPTION = pattern(r"-(?!\d+$|\d*\.\d+$)\S+")
"""A word that is read as an option: one that begins with "-" and is neither a number nor a phrase."""

_DASHES = pattern("[-\u2010-\u2015\u2212]{1,2}")
"""How an option begins, also one copied from a page or a letter that made its dashes handsome."""


def _whole(name: str) -> str:
    """Return an option as typed, spelled with its long name."""
    return f"--{_DASHES.sub('', name, count=1)}".casefold()


_MESSAGES = (
    (r"argument (.*): expected (?:one|at least one) argument", "{0} needs a value after it."),
    (r"argument (.*): not allowed with argument (.*)", "{0} and {1} do not go together."),
    (r"argument (.*): ignored explicit argument (.*)", "{0} takes no value; leave out {1}."),
    (r"argument (.*): invalid int value: (.*)", "{0} takes a whole number, not {1}."),
)
"""What else argparse says of misuse, and what we say instead."""


def _plainly(message: str) -> str:
    """Return argparse's message as a plain sentence, with a suggestion if something similar exists."""
    from flipchart.domain.text import meant

    if found := re.fullmatch(r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", message):
        names = [name.strip(" '") for name in found[3].split(",")]
        near = meant(found[2].strip("'"), names)
        return f"{found[1]} cannot be {found[2]}; it is one of {', '.join(names)}{near}"
    message = re.sub(r"(?<=argument )(-\w)/(--[\w-]+)", r"\1 or \2", message)
    for wanted, sentence in _MESSAGES:
        if found := re.fullmatch(wanted, message):
            return sentence.format(*found.groups())
    return f"{message}."


def _check_before_verb(parser: _Parser, argv: Sequence[str]) -> None:
    """Report options before the command, and an unknown command, in more detail than argparse does."""
    words, before = iter(argv), []
    verb = None
    for word in words:
        if word in ("-", "--") or not (word.startswith("-") or parser.slipped(word)):
            verb = next(words, "") if word == "--" else word
            break
        before.append(word)
        if parser.takes_value(word):
            before.append(next(words, ""))
        _check_option(parser, word.partition("=")[0], argv)
    parser.check_options(before)
    if verb is not None:
        _check_verb(verb)


def _check_option(parser: _Parser, name: str, argv: Sequence[str]) -> None:
    """Report how to write an option of the command, or a command that was typed with dashes."""
    if name in parser.options():
        return
    bare = _whole(name)[2:]
    if bare in VERBS:
        parser.refuse(f"there is no option {name}; did you mean the command '{bare}'?")
    verb = next((word for word in argv if word in VERBS), None)
    own = _VerbParser(prog=f"flipchart {verb}")
    if verb:
        own.complete()
    if _whole(name) in own.options():
        parser.refuse(f"{name} belongs after its command: '{own.prog} … {_whole(name)}'.")


_OTHER_WORDS = {
    "open": "run", "start": "run", "resume": "run", "edit": "run", "create": "new", "make": "new", "ls": "list",
    "sessions": "list", "tasks": "due", "todo": "due", "settings": "config", "save": "export",
    "print": "export", "convert": "export", "status": "show", "view": "show", "try": "demo", "validate": "check",
    "agendas": "templates", "done": "report", "load": "import",
}  # fmt: skip
"""Other words that people type for a command, with its name."""


def _check_verb(word: str) -> None:
    from flipchart.domain.text import meant

    if word in VERBS:
        return
    if not word.strip():
        raise Misuse("There is no command without a name. 'flipchart --help' lists the commands.")
    if word.casefold().endswith(".toml"):
        named = f'"{word}"' if " " in word else word
        raise Misuse(f"There is no command '{word}'; a session's file is opened by 'flipchart run {named}'.")
    other = _OTHER_WORDS.get(word.casefold())
    near = f"; did you mean '{other}'?" if other else meant(word, VERBS)
    raise Misuse(f"There is no command '{word}'{near} 'flipchart --help' lists the commands.")
