"""`flipchart digest`: what got done, is late, stuck or slipped, and whose check is overdue, over all sessions."""

import datetime as dt
from argparse import ArgumentParser

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.catalogue import owner_of, read_kept
from flipchart.cli.frame.streams import DONE, IN_PART, data, document, say
from flipchart.domain.digest import digest
from flipchart.patterns import pattern

FORMS = ("text", "md", "html", "csv", "json")

_SPAN = pattern(r"(\d{1,3}) ?(d|days?|w|weeks?|m|months?)")
_DAYS = {"d": 1, "w": 7, "m": 30}


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("--group", metavar="NAME", help="only the sessions of one group, private ones too")
    parser.add_argument("--owner", metavar="NAME", help="only the steps of one person")
    since = "from which day on: 1w, 10d, mon or '2 nov'; a week if not said"
    parser.add_argument("--since", metavar="WHEN", default="1w", help=since)
    forms = f"{', '.join(FORMS)}; html is a page of all sessions"
    parser.add_argument("--to", metavar="FORM", choices=FORMS, default="text", help=forms)


def run(call: Call) -> int:
    """Print the digest; exit code 3 if a session's file is damaged."""
    folder = read_kept(call)
    kept = folder.of_group(call.args.group)
    owner = owner_of(kept, call.args.owner) if call.args.owner is not None else None
    found = digest([it.session for it in kept], since(call), call.view.now, call.view.today, owner)
    from flipchart.exchange.writers import digest as writer

    if call.args.to == "json":
        from flipchart.exchange.writers.json_text import dumped

        data(dumped(writer.as_json(found)))
    elif call.args.to == "text":
        data(writer.text(found, call.view))
    else:
        document(writer.WRITERS[call.args.to](found, call.view))
    for problem in folder.problems:
        say(problem)
    return IN_PART if folder.problems else DONE


def since(call: Call) -> dt.date:
    """Return the day that --since means: a length of time before today, or a past day. Raises Rejected."""
    from flipchart.domain.when.past import past_day

    phrase, today = call.args.since, call.view.today
    span = _SPAN.fullmatch(phrase.strip().casefold())
    if span:
        return today - dt.timedelta(days=int(span[1]) * _DAYS[span[2][0]])
    return past_day(phrase, today, call.config.date_order, call.config.language)
