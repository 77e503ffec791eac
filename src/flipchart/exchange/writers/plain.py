"""The plan as text for a terminal: calm, in columns, and all of it without colour."""

from collections.abc import Iterator

from flipchart.domain.figures import counts
from flipchart.domain.gaps import gaps
from flipchart.domain.session import Session
from flipchart.domain.timing import session_clock
from flipchart.exchange.cells import hang, wrap
from flipchart.exchange.view import View
from flipchart.exchange.writers.ink import Ink
from flipchart.exchange.writers.plain_clock import clock_line
from flipchart.exchange.writers.plain_steps import Layout, improvements, layout
from flipchart.exchange.writers.words import NOTES, RESOURCES, number


def write(session: Session, view: View, ink: Ink) -> str:
    """Return the plan, its clock, its figures and what to ask, no line wider than `ink.width` asks for."""
    blocks = [*_head(session, view, ink), *improvements(session, layout(session, view, ink))]
    blocks += [*_means(session, view, ink), *_words(session, view, ink), *_standing(session, view, ink)]
    text = "\n\n".join("\n".join(block) for block in blocks if block)
    return text + "\n"


def _head(session: Session, view: View, ink: Ink) -> Iterator[list[str]]:
    about = [
        session.group or "",
        f"led by {session.facilitator}" if session.facilitator else "",
        view.day(view.local(session.created).date()),
    ]
    title = [ink.paint("title", line) for line in wrap(session.title, ink.width)]
    yield [*title, *wrap(ink.joined(about), ink.width)]
    clock = session_clock(session, view.now)
    yield clock_line(clock, view, ink) if clock else []
    yield [
        *(hang("What for: ", session.purpose, ink.width) if session.purpose else []),
        *(hang("We will see: ", session.behaviour, ink.width) if session.behaviour else []),
        *(hang("People: ", ", ".join(session.people), ink.width) if session.people else []),
    ]


def _means(session: Session, view: View, ink: Ink) -> Iterator[list[str]]:
    yield _goals(session, view, ink)
    lines: list[str] = []
    for item in (it for it in session.resources if it.live):
        amount = " ".join(
            part for part in (number(item.amount) if item.amount is not None else "", item.unit) if part
        )
        parts = [item.text, amount, RESOURCES[item.status], f"ask {item.ask}" if item.ask else ""]
        parts += [
            f"by {view.day(item.by)}" if item.by else "",
            f"else {item.alternative}" if item.alternative else "",
        ]
        lines += hang("  ", ink.joined(parts), ink.width)
    yield [ink.paint("heading", "Resources"), *lines] if lines else []


def _goals(session: Session, view: View, ink: Ink) -> list[str]:
    lines: list[str] = []
    for goal in (it for it in session.goals if it.live):
        ends = [number(value) if value is not None else "?" for value in (goal.baseline, goal.target)]
        way = f"from {ends[0]} to {ends[1]} {goal.unit or ''}".rstrip() if ends != ["?", "?"] else ""
        day = f"by {view.day(goal.by)}" if goal.by else ""
        lines += hang("  ", ink.joined([goal.text, goal.measure or "", way, day]), ink.width)
    return [ink.paint("heading", "Goals"), *lines] if lines else []


def _words(session: Session, view: View, ink: Ink) -> Iterator[list[str]]:
    parked = [it.text + (f": {it.outcome}" if it.outcome else "") for it in session.parked if it.live]
    lines = [line for text in parked for line in hang("  ", text, ink.width)]
    yield [ink.paint("heading", f"Parking lot {len(parked)}"), *lines] if parked else []
    notes = [
        line
        for note in session.notes
        if note.live
        for line in hang(f"  {NOTES[note.kind]} {view.moment(note.at)}: ", note.text, ink.width)
    ]
    yield [ink.paint("heading", "Decisions and notes"), *notes] if notes else []


def _standing(session: Session, view: View, ink: Ink) -> Iterator[list[str]]:
    count = counts(session, view.today)
    figures = [f"{count.completion.words} done" if count.completion.whole else "No steps yet"]
    figures += [
        f"{count.late} late" if count.late else "",
        f"{count.dropped} dropped" if count.dropped else "",
    ]
    figures += [f"{count.without_owner} without owner" if count.without_owner else ""]
    figures += [f"{count.without_date} without date" if count.without_date else ""]
    check = f"Next check {view.day(session.next_check)}" if session.next_check else ""
    caller = f"called by {session.next_caller}" if session.next_caller else ""
    yield wrap(ink.joined(figures), ink.width)
    yield (
        wrap(ink.joined([check or ("Next check" if caller else ""), caller]), ink.width) if check or caller else []
    )
    asked = [line for gap in gaps(session, view.today) for line in hang("  ", gap.say, ink.width)]
    yield [ink.paint("heading", "To ask aloud"), *asked] if asked else []


__all__ = ["Ink", "Layout", "write"]
