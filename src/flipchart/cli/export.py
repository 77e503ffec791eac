"""`flipchart export SESSION --to FORMAT`: the plan for others."""

from argparse import ArgumentParser
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.errors import DONE, CommandError
from flipchart.cli.frame.streams import data, say


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    parser.add_argument("--to", metavar="FORMAT", choices=["md", "json"], required=True, help="md or json")
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="write to FILE; '-' is stdout")
    parser.add_argument("--force", action="store_true", help="write over FILE if it exists")
    parser.add_argument("--open-only", action="store_true", help="only steps neither done nor dropped")
    parser.add_argument("--owner", metavar="NAME", help="only the steps of one person")


def run(call: Call) -> int:
    """Write the plan to stdout or into a file; the session is left as it is."""
    session = call.open(call.args.session).session
    from flipchart.exchange.writers.selection import Selection

    chosen = Selection(call.args.open_only, call.args.owner)
    if call.args.to == "md":
        from flipchart.exchange.writers import markdown

        text = markdown.write(session, call.view, chosen)
    else:
        from flipchart.exchange.writers import json

        text = json.dumped(json.exported(session, call.view, chosen))
    if call.args.output == "-":
        data(text)
    else:
        _write(Path(call.args.output), text.encode("utf-8"), force=call.args.force)
        say(f"Written to {call.args.output}.")
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
