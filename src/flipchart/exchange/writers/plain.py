"""The improvements with their steps in columns: what, who, when, and how it stands."""

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from flipchart.domain.clock_words import HALF_A_DAY, behind_words, clock_time, rounded, words
from flipchart.domain.figures import counts
from flipchart.domain.gaps import gaps
from flipchart.domain.needs import sum_words
from flipchart.domain.pace import until
from flipchart.domain.plan import Improvement, Milestone, Step
from flipchart.domain.saying import STATES, counted, if_then, number
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock, session_clock
from flipchart.exchange.text_width import hang, pad, width, wrap
from flipchart.exchange.view import View
from flipchart.exchange.writers.markup import NOTES, RESOURCES, TextStyle


def clock_line(clock: RunClock, view: View, style: TextStyle) -> list[str]:
    """Return how far the run is: "3/5 Define action steps · 3:42 left · until 10:18 · ends 10:23"."""
    parts = _parts(clock, view)
    return [style.paint("clock", line) for line in wrap(style.joined(parts), style.width)]


def _parts(clock: RunClock, view: View) -> list[str]:
    behind = behind_words(clock.behind)
    if clock.state == "planned":
        start = f"planned for {view.moment(clock.planned_start)}" if clock.planned_start else ""
        return ["Not started", start, f"ends {_time(clock.ends_at, view)}" if start else ""]
    if clock.state == "ended":
        return [f"Ended {view.moment(rounded(clock.ends_at))}", behind]
    left_running = clock.stage is not None and clock.stage.remaining <= -HALF_A_DAY
    out = "" if left_running else f"ends {_time(clock.ends_at, view)}"
    if clock.stage is None:
        return [words(clock).capitalize(), out, behind]
    place = [stage.id for stage in clock.stages].index(clock.stage.id) + 1
    end = until(clock, view.now)
    ends = f"until {_time(end, view)}" if end and clock.state == "running" else ""
    return [f"{place}/{len(clock.stages)} {clock.stage.title}", words(clock), ends, out, behind]


def _time(instant: dt.datetime, view: View) -> str:
    return clock_time(view.local(instant))


_LEAST = 24
"""The fewest cells for a step's words; with less room, who and when go below them."""
_NUMBER = 4


class Layout(Struct, frozen=True):
    """The widths of the columns; `what` is None where who and when stand below the words."""

    view: View
    style: TextStyle
    who: int
    when: int
    how: int
    what: int | None


def layout(session: Session, view: View, style: TextStyle) -> Layout:
    """Return the columns into which all steps of a session fit; no owner and no date is ever cut off."""
    steps = [step for step in session.steps if step.state != "dropped"]
    who = max((width(_owner(step)) for step in steps), default=0)
    when = max((width(when_words(step, view)) for step in steps), default=0)
    how = max((width(how_words(step, view)) for step in steps), default=0)
    left = style.width - _NUMBER - 2 - sum(cells + 2 for cells in (who, when, how) if cells)
    return Layout(view, style, who, when, how, left if left >= _LEAST else None)


def improvements(session: Session, form: Layout) -> Iterator[list[str]]:
    """Yield a block for each improvement with its steps; the steps of none and those below the line last."""
    below = [item for item in session.improvements if item.live and item.below_line]
    for place, item in enumerate(session.above_line(), start=1):
        milestones = [it for it in session.milestones if it.improvement == item.id and it.live]
        reached = [line for it in milestones for line in _milestone(it, form)]
        yield [*_heading(item, place, form), *reached, *_steps(session.steps_of(item.id), form)]
    if loose := session.steps_of(None):
        yield [form.style.paint("heading", "Other steps"), *_steps(loose, form)]
    if below:
        yield [
            form.style.paint("heading", "Below the line"),
            *(line for it in below for line in _below(session, it, form)),
        ]


def when_words(step: Step, view: View) -> str:
    """Return a step's date: "Fri 20 Nov", "hoped for Fri 20 Nov", or the day on which it was done."""
    if step.state == "done":
        return view.day(step.finished) if step.finished else ""
    if step.due is None:
        return ""
    return f"hoped for {view.day(step.due)}" if step.hoped else view.day(step.due)


def how_words(step: Step, view: View) -> str:
    """Return a step's state in words, "" if it needs none."""
    words = [STATES[step.state]] if step.state != "open" else []
    words = ["carried on"] if step.carried_to is not None else words
    return ", ".join(words + (["late"] if step.late(view.today) else []))


def _heading(item: Improvement, number: int, form: Layout) -> list[str]:
    votes = f" ({counted(item.votes, 'vote')})" if item.votes is not None else ""
    lines = hang(f"{number}  ", item.text + votes, form.style.width)
    note = hang("   ", item.note, form.style.width) if item.note else []
    return [*(form.style.paint("heading", line) for line in lines), *note]


def _milestone(item: Milestone, form: Layout) -> list[str]:
    due = form.view.by_day(item.due) if item.due else ""
    reached = f"reached {form.view.day(item.reached)}" if item.reached else due
    return hang("   ", form.style.joined([f"Milestone: {item.text}", reached]), form.style.width)


def _below(session: Session, item: Improvement, form: Layout) -> list[str]:
    votes = f" ({counted(item.votes, 'vote')})" if item.votes is not None else ""
    note = hang("    ", item.note, form.style.width) if item.note else []
    return [*hang("  ", item.text + votes, form.style.width), *note, *_steps(session.steps_of(item.id), form)]


def _steps(steps: tuple[Step, ...], form: Layout) -> list[str]:
    return [line for number, step in enumerate(steps, start=1) for line in _step(step, number, form)]


def _step(step: Step, number: int, form: Layout) -> list[str]:
    head = pad(f"{number}", _NUMBER, right=True) + "  "
    cells = [(_owner(step), form.who), (when_words(step, form.view), form.when)]
    cells += [(how_words(step, form.view), form.how)]
    if form.what is None:
        who_when = ", ".join(cell for cell, _ in cells if cell)
        return [*hang(head, step.text, form.style.width), *_set_in([who_when] if who_when else [], form)]
    first, *rest = wrap(step.text, form.what)
    columns = "".join(f"  {pad(cell, wide)}" for cell, wide in cells if wide)
    line = (head + pad(first, form.what) + columns).rstrip()
    return [_painted(line, step, form), *_set_in(rest, form), *_set_in(_details(step, form.view), form)]


def _owner(step: Step) -> str:
    """Return the owner's name for a column, which takes no tab and no line break."""
    return " ".join((step.owner or "").split())


def _painted(line: str, step: Step, form: Layout) -> str:
    if step.state == "done":
        return form.style.paint("done", line)
    return form.style.paint("late", line) if step.late(form.view.today) else line


def _set_in(texts: list[str], form: Layout) -> list[str]:
    return [line for text in texts for line in hang(" " * (_NUMBER + 2), text, form.style.width)]


def _details(step: Step, view: View) -> list[str]:
    at = f" {view.moment(step.first_step_at)}" if step.first_step_at else ""
    lines = [f"with {', '.join(step.helpers)}"] if step.helpers else []
    lines += [f"first{at}: {step.first_step or 'begin'}"] if step.first_step or at else []
    lines += [f"done when {step.done_when}"] if step.done_when else []
    if answer := if_then(step.roadblock, step.contingency):
        lines.append(answer)
    return lines + ([f"note: {step.note}"] if step.note else [])


def write(session: Session, view: View, style: TextStyle) -> str:
    """Return the plan, its clock, its figures and what to ask, no line wider than `style.width` asks for."""
    blocks = [*_head(session, view, style), *improvements(session, layout(session, view, style))]
    blocks += [*_means(session, view, style), *_words(session, view, style), *_status_lines(session, view, style)]
    text = "\n\n".join("\n".join(block) for block in blocks if block)
    return text + "\n"


def _head(session: Session, view: View, style: TextStyle) -> Iterator[list[str]]:
    about = [
        session.group or "",
        f"led by {session.facilitator}" if session.facilitator else "",
        view.day(view.local(session.created).date()),
    ]
    title = [style.paint("title", line) for line in wrap(session.title, style.width)]
    yield [*title, *wrap(style.joined(about), style.width)]
    clock = session_clock(session, view.now)
    yield clock_line(clock, view, style) if clock else []
    yield [
        *(hang("What for: ", session.purpose, style.width) if session.purpose else []),
        *(hang("We will see: ", session.behaviour, style.width) if session.behaviour else []),
        *(hang("People: ", ", ".join(session.people), style.width) if session.people else []),
    ]


def _means(session: Session, view: View, style: TextStyle) -> Iterator[list[str]]:
    yield _goals(session, view, style)
    lines: list[str] = []
    for item in (it for it in session.resources if it.live):
        amount = " ".join(
            part for part in (number(item.amount) if item.amount is not None else "", item.unit) if part
        )
        parts = [item.text, amount, RESOURCES[item.status], f"ask {item.ask}" if item.ask else ""]
        parts += [
            view.by_day(item.by) if item.by else "",
            f"else {item.alternative}" if item.alternative else "",
        ]
        lines += hang("  ", style.joined(parts), style.width)
    added = sum_words(session)
    lines += hang("  ", f"In all: {style.joined(added)}", style.width) if added else []
    yield [style.paint("heading", "Resources"), *lines] if lines else []


def _goals(session: Session, view: View, style: TextStyle) -> list[str]:
    lines: list[str] = []
    for goal in (it for it in session.goals if it.live):
        ends = [number(value) if value is not None else "?" for value in (goal.baseline, goal.target)]
        way = f"from {ends[0]} to {ends[1]} {goal.unit or ''}".rstrip() if ends != ["?", "?"] else ""
        day = view.by_day(goal.by) if goal.by else ""
        lines += hang("  ", style.joined([goal.text, goal.measure or "", way, day]), style.width)
    return [style.paint("heading", "Goals"), *lines] if lines else []


def _words(session: Session, view: View, style: TextStyle) -> Iterator[list[str]]:
    parked = [it.text + (f": {it.outcome}" if it.outcome else "") for it in session.parked if it.live]
    lines = [line for text in parked for line in hang("  ", text, style.width)]
    yield [style.paint("heading", f"Parking lot {len(parked)}"), *lines] if parked else []
    notes = [
        line
        for note in session.notes
        if note.live
        for line in hang(f"  {NOTES[note.kind]} {view.moment(note.at)}: ", note.text, style.width)
    ]
    yield [style.paint("heading", "Decisions and notes"), *notes] if notes else []


def _status_lines(session: Session, view: View, style: TextStyle) -> Iterator[list[str]]:
    count = counts(session, view.today)
    figures = [count.done_words if count.completion.whole or count.carried else "No steps yet"]
    figures += [
        f"{count.late} late" if count.late else "",
        f"{count.dropped} dropped" if count.dropped else "",
    ]
    figures += [f"{count.without_owner} without owner" if count.without_owner else ""]
    figures += [f"{count.without_date} without date" if count.without_date else ""]
    check = f"Next check {view.day(session.check_day)}" if session.check_day else ""
    check += f" at {session.check_at:%H:%M}" if session.check_at else ""
    caller = f"called by {session.next_caller}" if session.next_caller else ""
    yield wrap(style.joined(figures), style.width)
    yield (
        wrap(style.joined([check or ("Next check" if caller else ""), caller]), style.width)
        if check or caller
        else []
    )
    asked = [line for gap in gaps(session, view.today) for line in hang("  ", gap.say, style.width)]
    yield [style.paint("heading", "To ask aloud"), *asked] if asked else []
