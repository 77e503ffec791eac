"""`flipchart report SESSION STEP STATE`: reports on a step between meetings; or on many, from a list."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import PurePath
from typing import TypeVar

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.catalogue import state_of
from flipchart.cli.frame.streams import DONE, IN_PART, CommandError, Misuse, data, read_source, say
from flipchart.clock import SystemClock
from flipchart.domain.commands.reports import News, reports_from_news
from flipchart.domain.identity import was_undone
from flipchart.domain.kinds import StepState
from flipchart.domain.plan import Step
from flipchart.domain.saying import STATES, name_key
from flipchart.domain.session import Session
from flipchart.domain.sittings import not_before
from flipchart.domain.text import clean_line, meant
from flipchart.exchange.report_list import Taken, read_report_rows, take_report_rows
from flipchart.exchange.writers.json import as_row
from flipchart.exchange.writers.json_text import dumped
from flipchart.store.errors import shown
from flipchart.store.opening import Opened, open_session
from flipchart.store.writer import change_session

T = TypeVar("T")


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.usage = (
        "flipchart report SESSION STEP STATE [option …]\n       flipchart report SESSION --from FILE [option …]"
    )
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    parser.add_argument("step", metavar="STEP", nargs="?", help="the start of its words, or its id")
    states = "open, doing, blocked, done or dropped, in these or other words"
    parser.add_argument("state", metavar="STATE", nargs="?", help=states)
    parser.add_argument("--on", metavar="WHEN", help="the day of it, such as tue or '13 nov'; today if not said")
    parser.add_argument("--due", metavar="WHEN", help="its new date")
    parser.add_argument("--owner", metavar="NAME", help="its new owner")
    parser.add_argument("--note", metavar="TEXT", help="a sentence on it; of a dropped step the reason")
    lists = (
        "a list: ticked Markdown, todo.txt, CSV, a calendar, what 'task export' prints; '-' reads what is piped in"
    )
    parser.add_argument("--from", dest="source", metavar="FILE", help=lists)
    parser.add_argument("--dry-run", action="store_true", help="only say what would be taken")
    parser.add_argument("--json", action="store_true", help="for scripts")


def run(call: Call) -> int:
    """Add the reports and print what changed; a report that was made before is not added again."""
    args = call.args
    if args.source is None:
        if args.step is None or args.state is None:
            raise Misuse("'report' needs a STEP and a STATE, or a list with --from FILE.")
        return _one(call)
    if any(value is not None for value in (args.step, args.on, args.due, args.owner, args.note)):
        raise Misuse("With --from the list says it all; leave out STEP, STATE, --on, --due, --owner and --note.")
    return _list(call)


def _one(call: Call) -> int:
    news = _news(call, state_of(call.args.state))
    _check_day(call, news.on)

    def change(session: Session) -> tuple[Session, Step]:
        step = find_step(session, call.args.step)
        for report in reports_from_news(session, step.id, news, call.view.today):
            session = report.apply(session)
        return session, next(it for it in session.steps if it.id == step.id)

    before, (after, step) = _changed(call, change, lambda pair: pair[0])
    known = {it.id for it in before.reports}
    rows = [it for it in after.reports if it.id not in known]
    if call.args.json:
        row = {"step": step.id, "text": step.text, "state": step.state, "owner": step.owner, "taken": len(rows)}
        data(dumped(row | {"due": as_row(step).get("due"), "reports": [as_row(it) for it in rows]}))
        return DONE
    how = [STATES[step.state]]
    if step.state == "done" and step.finished:
        how = [f"done on {call.view.day(step.finished)}"]
    how += [f"due {call.view.day(step.due)}"] if step.live and step.due else []
    how += _new_owner(before, step)
    data(f"{' '.join(step.text.split())}: {', '.join(how)}\n")
    _sum_up(call, len(rows), "That was reported before; nothing was added.")
    return DONE


def _new_owner(before: Session, step: Step) -> list[str]:
    """Return sentences about a changed owner, and whether that name is new in the session."""
    was = next(it.owner for it in before.steps if it.id == step.id)
    if step.owner is None or step.owner == was:
        return []
    known = {name_key(it) for it in (*before.people, *(it.owner for it in before.steps if it.owner))}
    new = "" if name_key(step.owner) in known else ", who is new here"
    return [f"owner {' '.join(step.owner.split())}{new}"]


def _sum_up(call: Call, taken: int, otherwise: str) -> None:
    if not taken:
        say(otherwise)
    elif call.args.dry_run:
        say("Nothing was saved.")


def _check_day(call: Call, on: dt.date) -> None:
    """Refuse a day on which the plan did not exist yet."""
    opened = open_session(call.find(call.args.session), call.clock)
    if call.args.on is not None and _is_dated(opened):
        not_before(on, opened.session, call.view.today, call.view.local)


def _is_dated(opened: Opened) -> bool:
    """Whether the file says when the session was made; one typed by hand has its last change instead."""
    return opened.session.created != opened.written


def _news(call: Call, state: StepState) -> News:
    from flipchart.domain.when import read_date
    from flipchart.domain.when.past import past_day

    args, today, order, language = call.args, call.view.today, call.config.date_order, call.config.language
    on = past_day(args.on, today, order, language) if args.on is not None else today
    due = read_date(args.due, today, order, language) if args.due is not None else None
    owner, note = clean_line(args.owner or "") or None, clean_line(args.note or "") or None
    if due is not None and due < today:
        raise CommandError(f"'{shown(args.due)}' is past; type a day to come.")
    return News(state, on, due, owner, note, exact=args.on is not None)


def find_step(session: Session, name: str) -> Step:
    """Return the step with this id, text, beginning of a text or part of one; open steps first.

    Raises CommandError if there is none, and Misuse if two match.
    """
    steps = [it for it in session.steps if not was_undone(it)]
    wanted = name_key(name)
    fits: tuple[Callable[[Step], bool], ...] = (
        lambda it: it.id == name,
        lambda it: name_key(it.text) == wanted,
        lambda it: name_key(it.text).startswith(wanted),
        lambda it: all(word in name_key(it.text) for word in wanted.split()),
    )
    for fit in fits if wanted else ():
        found = [it for it in steps if fit(it)]
        found = [it for it in found if it.live] or found
        if len(found) > 1:
            named = " and ".join(f"“{shown(it.text)}”" for it in found[:3])
            raise Misuse(f"'{shown(name)}' fits {named}; type more of its words, or its id (in 'due --json').")
        if found:
            return found[0]
    texts = [shown(it.text) for it in steps]
    raise CommandError(f"No step of “{shown(session.title)}” begins with '{shown(name)}'{meant(name, texts)}")


def _list(call: Call) -> int:
    content = read_source(call.args.source)
    suffix = PurePath(call.args.source).suffix.casefold()

    dated = _is_dated(open_session(call.find(call.args.session), call.clock))

    def change(session: Session) -> Taken:
        rows = read_report_rows(content, suffix, session, call.view)
        return take_report_rows(session, rows, call.view, dated=dated)

    _, taken = _changed(call, change, lambda it: it.session)
    if call.args.json:
        data(dumped(taken.as_json()))
    else:
        for row in taken.rows:
            if row.say:
                said = "left: " if row.kind == "left" else ""
                words = row.step.text if row.step else row.said.text
                data(f"{row.said.row:>4}  {' '.join(words.split())}: {said}{row.say}\n")
        would = "Nothing was saved; it would be: " if call.args.dry_run else ""
        say(f"{would}{taken.count('taken')} taken, {taken.count('known')} known, {taken.count('left')} left.")
    return IN_PART if taken.count("left") else DONE


def _changed(call: Call, make: Callable[[Session], T], session_of: Callable[[T], Session]) -> tuple[Session, T]:
    """Make a change; return the session before it and the change's result. If nothing changes, nothing is written."""
    path = call.find(call.args.session)
    opened = open_session(path, call.clock)
    made = make(opened.session)
    if call.args.dry_run or session_of(made) == opened.session:
        return opened.session, made
    for notice in opened.notices:
        say(notice)
    results: list[tuple[Session, T]] = []

    def change(session: Session) -> Session:
        results.append((session, make(session)))
        return session_of(results[-1][1])

    change_session(path, change, SystemClock())
    return results[-1]
