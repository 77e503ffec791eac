"""A list from a file: its name is typed, completed with Tab, or pasted by a terminal that the file was dragged onto.

Files are looked for beside the event loop. The wall shows the name of a file, and never in which folder it is.
"""

import shlex
from functools import partial
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import unquote

from flipchart.ids import Ids
from flipchart.patterns import pattern
from flipchart.service.context import Context
from flipchart.service.open_session import OpenSession
from flipchart.tui.prompts.prompt import Do, Effect, Open, Outcome, Prompt, Work
from flipchart.tui.text.frame import Frame

ENDINGS = frozenset({
    ".csv", ".tsv", ".tab", ".txt", ".md", ".markdown", ".org", ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".ics",
    ".toml", ".html", ".htm", ".docx", ".odt", ".pdf", ".rtf",
})  # fmt: skip
"""The suffixes of files that may be lists; for the last four a sentence says what to do instead."""

LONGEST = 4096
_DRIVE = pattern(r"[A-Za-z]:[\\/]")


def dropped(text: str) -> str:
    """Return the path of a list's file as terminals paste it, without quotes and escapes; "" for other words."""
    words = text.strip()
    if "\n" in words or len(words) > LONGEST:
        return ""
    if words.startswith("file://"):
        path = unquote(words.removeprefix("file://").removeprefix("localhost"))
        words = path[1:] if _DRIVE.match(path[1:]) else path
    elif words[:1] in ("'", '"', "/", "~") and not _DRIVE.match(words[1:]):
        words = _unescaped(words)
    words = words.strip("'\"")
    whole = words.startswith(("/", "~/")) or _DRIVE.match(words) is not None
    return words if whole and PurePath(words).suffix.casefold() in ENDINGS else ""


def _unescaped(words: str) -> str:
    try:
        parts = shlex.split(words)
    except ValueError:
        return words
    return parts[0] if len(parts) == 1 else words


def name_of(path: str) -> str:
    """Return the name of a file, without its folder."""
    return (PureWindowsPath if _DRIVE.match(path) else PurePosixPath)(path).name


def home_of(view: Frame) -> str | None:
    """Return the id of the improvement under way in Define: listed steps that name no improvement go there."""
    defining = view.stage is not None and view.stage.kind == "define"
    return view.improvement.id if defining and view.improvement is not None else None


def read_dropped(path: str, home: str | None) -> Outcome:
    """Read a file that was dragged here, and show it as a list; `home` is the improvement that is worked on."""
    return Outcome(effect=Work(partial(_look, path, name_of(path), home)), notice="Reading the list …")


def _look(words: str, kept: str, home: str | None, open_session: OpenSession, context: Context) -> Outcome:
    """Show what a file would bring in; where it cannot be read, ask for a file again with `kept` in the line."""
    from flipchart.service.list_in import look_into  # noqa: PLC0415 - few sessions are given a list

    look = look_into(words, open_session.runner.session, context, home)
    if look.sentence:
        return Outcome(then=ListPrompt(), typed=kept, notice=look.sentence)
    return Outcome(effect=Open("list", look))


def _complete(words: str, _open_session: OpenSession, context: Context) -> Outcome:
    from flipchart.service.list_in import lists_named  # noqa: PLC0415 - see above

    whole, names = lists_named(words, context.sessions_dir, ENDINGS)
    return Outcome(effect=Do("list.completed", (words, whole, " · ".join(names))))


class ListPrompt(Prompt, frozen=True):
    """The name of a file with a list."""

    name = "list"
    verb = "look at it"
    shared = False

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "List from a file"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "its name, tab completes; or drag the file here"

    def seek(self, text: str) -> Effect | None:
        """Look for files whose names begin so."""
        return Work(partial(_complete, text))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Read it, and show what it would bring in."""
        return Outcome(then=None, effect=Work(partial(_look, text, text, home_of(view))), notice="Reading the list …")
