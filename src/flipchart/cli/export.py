"""`flipchart export SESSION --to FORMAT`: the plan for others."""

from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, CommandError, document, say

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
"""The formats, each with its module and function of `exchange.writers`, which returns the text."""


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    named = ", ".join(FORMATS)
    parser.add_argument("--to", metavar="FORMAT", choices=list(FORMATS), required=True, help=named)
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="write to FILE; '-' is stdout")
    parser.add_argument("--force", action="store_true", help="write over FILE if it exists")
    parser.add_argument("--open-only", action="store_true", help="only steps neither done nor dropped")
    parser.add_argument("--owner", metavar="NAME", help="only the steps of one person")


def run(call: Call) -> int:
    """Write the plan to stdout or into a file; the session is left as it is."""
    session = call.open(call.args.session).session
    from flipchart.exchange.writers.selection import Selection

    chosen = Selection(call.args.open_only, call.args.owner)
    module, _, name = FORMATS[call.args.to].partition(".")
    writer = import_module(f"flipchart.exchange.writers.{module}")
    text: str = getattr(writer, name)(session, call.view, chosen)
    if call.args.output == "-":
        document(text)
    else:
        _write(Path(call.args.output), text.encode("utf-8"), force=call.args.force)
        say(f"Written to {call.args.output}.")
    if module == "trackers":
        for notice in writer.notices(name, session, chosen):
            say(notice)
    return DONE


def _write(path: Path, content: bytes, *, force: bool) -> None:
    from flipchart.store.files import create_durably, replace_durably

    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a pipe or a device has nothing to lose and cannot be replaced
    elif force:
        replace_durably(path, content)
    else:
        try:
            create_durably(path, content)
        except FileExistsError:
            raise CommandError(f"{path} exists; add --force to write over it.") from None
