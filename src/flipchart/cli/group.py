"""`flipchart group NAME`: a group's sessions and its record over all of them."""

from argparse import ArgumentParser

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.catalogue import read_kept
from flipchart.cli.frame.streams import DONE, IN_PART, data, say
from flipchart.domain.group_record import GroupRecord, group_record


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("name", metavar="NAME", help="the group's name, or its beginning")
    parser.add_argument("--json", action="store_true", help="for scripts")


def run(call: Call) -> int:
    """Print the record; exit code 3 if a file is damaged, which may be one of this group."""
    folder = read_kept(call)
    for problem in folder.problems:
        say(problem)
    name = folder.group(call.args.name)
    record = group_record(name, (it.session for it in folder.kept), call.view.now, call.view.today)
    if record is not None:
        _print(call, record)
    return IN_PART if folder.problems else DONE


def _print(call: Call, record: GroupRecord) -> None:
    if call.args.json:
        from flipchart.exchange.writers.group import as_json
        from flipchart.exchange.writers.json_text import dumped

        data(dumped(as_json(record)))
        return
    from flipchart.cli.frame.colour import text_style
    from flipchart.exchange.writers.group import write

    data(write(record, call.view, text_style(call, lines=True)))
