"""`flipchart when PHRASE`: prints the ISO date, or with an hour the instant, that a phrase means."""

import datetime as dt
from argparse import ArgumentParser

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, data, say
from flipchart.domain.when import distance, long_day, says_eve


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("phrase", metavar="PHRASE", nargs="+", help="such as 'next fri', '2w', 'tue 9am'")


def run(call: Call) -> int:
    """Print the date on stdout and in words on stderr; exit code 1 if the phrase is refused."""
    now = call.clock.local(call.clock.now())
    phrase = " ".join(call.args.phrase)
    read = call.read_when(phrase, now)
    data(f"{read.isoformat('T', 'minutes') if isinstance(read, dt.datetime) else read.isoformat()}\n")
    hour = f" at {read:%H:%M}" if isinstance(read, dt.datetime) else ""
    date = read.date() if isinstance(read, dt.datetime) else read
    past = "; that is past" if (read < now if isinstance(read, dt.datetime) else date < now.date()) else ""
    eve = ", the day before" if says_eve(phrase) else ""
    say(f"{long_day(date, now.date())}{hour}{eve}, {distance(date, now.date())}{past}")
    return DONE
