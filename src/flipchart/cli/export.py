"""`flipchart export SESSION --to FORMAT`: the plan for others."""

from argparse import ArgumentParser
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, CommandError, Misuse, document, read_source, say

if TYPE_CHECKING:
    from types import ModuleType

    from flipchart.domain.session import Session
    from flipchart.exchange.writers.selection import Selection

FORMATS = {
    "md": "markdown.write",
    "html": "html.write",
    "csv": "csv.write",
    "ics": "ics.write",
    "json": "json.write",
    "todo.txt": "todo_txt.write",
    "taskwarrior": "taskwarrior.write",
    "jira": "trackers.jira",
    "asana": "trackers.asana",
    "linear": "trackers.linear",
    "gitlab": "trackers.gitlab",
    "todoist": "trackers.todoist",
}
"""The formats, each with the module and function of `exchange.writers` that returns the text."""


_ONCE = (
    "This is for a first import. Taskwarrior refuses the next ('You cannot remove the due date from a recurring "
    "task') and leaves your tasks as they are; bring changes by "
    "task export | flipchart export SESSION --to taskwarrior --update - | task import -"
)


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    named = ", ".join(FORMATS)
    parser.add_argument("--to", metavar="FORMAT", choices=list(FORMATS), required=True, help=named)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        help="write into FILE; on the screen, or into a pipe, if not said",
    )
    parser.add_argument("--force", action="store_true", help="write over FILE if it exists")
    parser.add_argument("--open-only", action="store_true", help="only steps neither done nor dropped")
    parser.add_argument("--owner", metavar="NAME", help="only the steps of one person")
    parser.add_argument("--no-alarm", action="store_true", help="with --to ics: a calendar that does not ring")
    parser.add_argument(
        "--update",
        metavar="EXPORT",
        help="with --to taskwarrior: what 'task export' printed, which is kept; '-' reads what is piped in",
    )


def run(call: Call) -> int:
    """Write the plan to stdout or into a file; the session is not changed."""
    session = call.open(call.args.session).session
    from flipchart.exchange.writers.selection import Selection

    chosen = Selection(call.args.open_only, call.args.owner)
    module, _, name = FORMATS[call.args.to].partition(".")
    writer = import_module(f"flipchart.exchange.writers.{module}")
    text, said = _text(call, writer, name, session, chosen)
    if call.args.output == "-":
        document(text)
    else:
        _write(Path(call.args.output), text.encode("utf-8"), force=call.args.force)
        say(f"Written: {Path(call.args.output).absolute()}")
    for notice in said:
        say(notice)
    return DONE


def _text(
    call: Call, writer: "ModuleType", name: str, session: "Session", chosen: "Selection"
) -> tuple[str, Iterable[str]]:
    """Return the plan in its format, and the notices that go to stderr."""
    if call.args.update is not None and call.args.to != "taskwarrior":
        raise Misuse("--update is for '--to taskwarrior' alone.")
    if call.args.no_alarm and call.args.to != "ics":
        raise Misuse("--no-alarm is for '--to ics' alone.")
    if call.args.update is not None:
        there = writer.read_export(read_source(call.args.update))
        updated: tuple[str, Iterable[str]] = writer.merged(session, call.view, chosen, there)
        return updated
    more = {"alarms": False} if call.args.no_alarm else {}
    text: str = getattr(writer, name)(session, call.view, chosen, **more)
    if call.args.to == "taskwarrior":
        return text, [_ONCE]
    return text, writer.notices(name, session, chosen) if hasattr(writer, "notices") else ()


def _write(path: Path, content: bytes, *, force: bool) -> None:
    from flipchart.exchange.templates.agenda_template import looks_like_template
    from flipchart.store.files import create_durably, replace_durably
    from flipchart.store.reading import text_in

    there = path.read_bytes() if path.is_file() else b""
    if text_in(there, "title") is not None:
        what = "an agenda template" if looks_like_template(there) else "a session"
        raise CommandError(f"{path} is {what}, which an export must not replace; name another file.")
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a pipe or a device has nothing to lose and cannot be replaced
    elif force:
        replace_durably(path, content)
    else:
        try:
            create_durably(path, content)
        except FileExistsError:
            raise CommandError(f"{path} exists; add --force to write over it.") from None
