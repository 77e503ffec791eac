"""`flipchart new TITLE`: makes a session and opens it."""

import datetime as dt
import sys
from argparse import ArgumentParser
from pathlib import Path

from flipchart.cli.frame import streams
from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, IN_PART, Misuse, read_list
from flipchart.domain.text import clean_line
from flipchart.exchange.intake.taking import TAKEN_AS_IMPROVEMENTS
from flipchart.exchange.making import Wish, make, read_times
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.exchange.templates.template_list import DEFAULT
from flipchart.exchange.writers.rows import row_lines
from flipchart.ids import random_id
from flipchart.store.catalogue import create
from flipchart.store.config import LANGUAGES
from flipchart.store.paths import config_dir


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("title", metavar="TITLE", help="what the session is about")
    parser.add_argument(
        "--template", metavar="NAME", default=DEFAULT, help="which agenda; 'flipchart templates' lists them"
    )
    parser.add_argument("--group", metavar="NAME", default="", help="the group whose session it is")
    parser.add_argument("--facilitator", metavar="NAME", default="", help="who leads it")
    parser.add_argument("--people", metavar="NAMES", default="", help="who belongs to the group: 'Ana Lopes, Bea'")
    parser.add_argument("--improvements", metavar="FILE", help="a list to begin with; '-' reads what is piped in")
    parser.add_argument("--planned-start", metavar="WHEN", help="when it is to start, such as '10:00' or 'fri 9am'")
    parser.add_argument("--ends-by", metavar="WHEN", help="when it has to be over")
    parser.add_argument(
        "--language",
        metavar="CODE",
        choices=LANGUAGES,
        help=f"{', '.join(LANGUAGES)}: that of the agenda, the wall and the dates",
    )
    parser.add_argument("--no-run", action="store_true", help="only make the file")


def run(call: Call) -> int:
    """Create the file, print its path, and open it, unless `--no-run` is given or stdout is no terminal."""
    args = call.args
    if not clean_line(args.title):
        raise Misuse("A session needs a title; say what it is about.")
    entries = read_list(args.improvements) if args.improvements else ()
    start, end = _times(call)
    if args.improvements != "-":
        call.settle_folder()
    language = args.language or call.config.language
    template = load_template(args.template, config_dir() / "templates", language)
    wish = Wish(
        title=args.title, template=args.template, group=args.group, facilitator=args.facilitator,
        people=args.people, planned_start=start, ends_by=end, improvements=entries,
        language=language,
    )  # fmt: skip
    intake = make(wish, template, call.clock, random_id, call.config.date_order)
    path = create(intake.session, call.sessions_dir, call.clock)
    streams.data(f"{path}\n")
    if entries:
        # --improvements says what they are, so the remark about --as would mislead.
        remarks = (it for it in intake.remarks if it != TAKEN_AS_IMPROVEMENTS)
        for line in (*row_lines(intake, left_only=True), *remarks, intake.sum):
            streams.say(line)
    if not args.no_run and streams.is_terminal(sys.stdout):
        return _opened(call, path)
    return IN_PART if intake.notes else DONE


def _times(call: Call) -> tuple[dt.datetime | None, dt.datetime | None]:
    now = call.clock.local(call.clock.now())
    times = read_times(
        call.args.planned_start or "", call.args.ends_by or "", now, call.config.date_order, call.config.language
    )
    for why in times.refused:
        raise why
    return times.start, times.end


def _opened(call: Call, path: Path) -> int:
    if call.args.improvements == "-":
        streams.take_terminal()
    streams.finish()
    streams.need_terminal("A session on the screen")
    context = call.context()
    from flipchart.tui.start import open_screens

    return open_screens(path, context=context)
