"""`flipchart when PHRASE`: the ISO date that a phrase reads as."""

import datetime as dt
from argparse import ArgumentParser
from contextlib import suppress

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, data, say
from flipchart.domain.errors import Rejected
from flipchart.domain.when import DOUBTFUL, distance, long_day, read_date, says_eve


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("phrase", metavar="PHRASE", nargs="+", help="such as 'next fri', '2w', 'end of q1'")


def run(call: Call) -> int:
    """Print the date on stdout and say it in words on stderr; a phrase that is refused ends with 1."""
    today = call.clock.local(call.clock.now()).date()
    phrase = " ".join(call.args.phrase)
    date = _read(call, phrase, today)
    data(f"{date.isoformat()}\n")
    past = "; that is past" if date < today else ""
    eve = ", the day before" if says_eve(phrase) else ""
    say(f"{long_day(date, today)}{eve}, {distance(date, today)}{past}")
    return DONE


def _read(call: Call, phrase: str, today: dt.date) -> dt.date:
    """The person's settings decide only what is no plain English or can be two dates; most phrases need none."""
    if not DOUBTFUL & set(phrase.casefold().split()):
        with suppress(Rejected):
            return read_date(phrase, today, None, "en")
    return read_date(phrase, today, call.config.date_order, call.config.language)
