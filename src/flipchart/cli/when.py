"""`flipchart when PHRASE`: the ISO date that a phrase reads as."""

import datetime as dt
from argparse import ArgumentParser

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, data, say
from flipchart.domain.errors import Rejected
from flipchart.domain.when import distance, long_day, read_date


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("phrase", metavar="PHRASE", nargs="+", help="such as 'next fri', '2w', 'end of q1'")


def run(call: Call) -> int:
    """Print the date on stdout and say it in words on stderr; a phrase that is refused ends with 1."""
    today = call.clock.local(call.clock.now()).date()
    date = _read(call, " ".join(call.args.phrase), today)
    data(f"{date.isoformat()}\n")
    past = "; that is past" if date < today else ""
    say(f"{long_day(date, today)}, {distance(date, today)}{past}")
    return DONE


def _read(call: Call, phrase: str, today: dt.date) -> dt.date:
    """The person's order of day and month decides only what can be two dates; most phrases need no settings."""
    try:
        return read_date(phrase, today)
    except Rejected:
        if call.config.date_order is None:
            raise
        return read_date(phrase, today, call.config.date_order)
