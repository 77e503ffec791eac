"""Taking a list into a session, row by row."""

from collections.abc import Iterable
from dataclasses import replace

from flipchart.domain.commands.notes import AddNote, Park
from flipchart.domain.plan import Note, Parked
from flipchart.domain.session import Session
from flipchart.domain.text import NOTE_LIMIT, clean, clean_line, cut_notice
from flipchart.exchange.intake.import_draft import Desk, Reading, key
from flipchart.exchange.intake.improvements import take_improvement
from flipchart.exchange.intake.remarks import left_over
from flipchart.exchange.intake.rows import Intake, Row
from flipchart.exchange.intake.steps import take_step
from flipchart.exchange.readers.columns import Entry


def take_in(session: Session, entries: Iterable[Entry], reading: Reading) -> Intake:
    """Return `session` with `entries` added, and what became of each; nothing that is there is changed.

    Only a note grows, where a row brings words that it does not hold yet.
    """
    desk = Desk(session, reading)
    rows = [_with_notice(_take(desk, entry)) for entry in entries]
    # A list that tells ranks comes in by them; what became of it is told in its own order.
    return Intake(desk.cleared(), tuple(sorted(rows, key=lambda row: row.row)))


def _with_notice(row: Row) -> Row:
    """Say of a row that leaves more than a note can hold what was kept of it."""
    words = sum(len(str(part)) for part in (row.left or "", row.took.get("note", "")))
    return replace(row, hints=(*row.hints, cut_notice(NOTE_LIMIT))) if words > NOTE_LIMIT else row


def _take(desk: Desk, entry: Entry) -> Row:
    match entry.kind:
        case "words":
            return _take_words(desk, entry)
        case "parked":
            return _take_parked(desk, entry)
        case _ if desk.reading.as_steps or entry.under is not None or (entry.depth and desk.above):
            return take_step(desk, entry)
        case _:
            return take_improvement(desk, entry)


def _take_words(desk: Desk, entry: Entry) -> Row:
    text = clean(entry.text, limit=NOTE_LIMIT)
    known = key(text) in desk.memory.notes
    if not known:
        desk.do(AddNote(Note(id=desk.reading.ids(), at=desk.reading.now, kind="note", text=text)))
        desk.memory.notes.add(key(text))
    return Row(entry.row, "note", {}, left=entry.text, known=known)


def _take_parked(desk: Desk, entry: Entry) -> Row:
    text, left = clean_line(entry.text), left_over(entry)
    known = key(text) in desk.memory.parked
    if not known:
        parked = "\n".join(part for part in (text, left) if part)
        desk.do(Park(Parked(id=desk.reading.ids(), text=parked)))
        desk.memory.parked.add(key(text))
    return Row(entry.row, "parked", {"text": text}, left=left, known=known)
