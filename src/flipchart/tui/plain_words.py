"""What a session says line by line, for a screen reader or a pipe: rows, clock and stages as sentences; pure."""

import re
from collections.abc import Iterator

from flipchart.domain import clock_words, pace
from flipchart.domain.timing import RunClock
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.plan import PERSON
from flipchart.tui.stages.close import check_row, left_rows
from flipchart.tui.text.lines import plain
from flipchart.tui.text.plan import out
from flipchart.tui.text.rows import Columns, People, Picture, Row

WIDTH = 20_000
"""Cells for a row, so that nothing is ever wrapped."""

MARKS = {"✓": "done", "!": "stuck", "·": "", "–": "skipped", "◉": "now", "●": "done", "○": ""}
"""What the signs before a row say; `?` stays in front of what is missing."""

DRAWN = re.compile("[\u2500-\u259f]+")
"""Rules and bars."""

SCREEN_KEYS = (
    ("Space starts", "/start starts"), ("; u brings", "; /undo brings"), ("; u takes", "; /undo takes"),
    (" p goes back", " /back goes back"), ("M takes", "/note.private takes"), (": a to write one down", ""),
    (": a to write them down, one a line", ""), ("a to write names", "type the names"),
    (" Up and down, then a digit.", " Say its number, then a digit: 2 3."), (": 1 for an option, a for", ": type"),
    ("? 1 marks it.", "? Say its number and 1."), (" (t: another time)", ""),
)  # fmt: skip
"""Words of the screens that name a key, and what is said instead."""


def without_keys(text: str) -> str:
    """Return a sentence of the screens with the commands that take the place of its keys."""
    for words, instead in SCREEN_KEYS:
        text = text.replace(words, instead)
    return text


def row_words(row: Row) -> str:
    """Return a row as one line: its parts with commas between, no padding and no signs; "" for a blank one."""
    parts: list[str] = []
    for line in row.lines(WIDTH, selected=False):
        for span in line:
            text = DRAWN.sub("", span.text).strip()
            if text[:2] in ("✓ ", "! "):
                parts.append(MARKS[text[0]])
                text = text[2:]
            parts.append(MARKS.get(text, text))
    kept = [part for part in parts if part]
    # The number under which the screen shows it; here each row has that of the list.
    kept = kept[1:] if len(kept) > 1 and kept[0].isdecimal() else kept
    told = re.sub(r"\s+", " ", ", ".join(kept)).replace(", · ,", ",")
    return told if row.id else without_keys(told)


def numbered(frame: SessionFrame) -> tuple[str, ...]:
    """Return the ids of the rows that have a number; before the start these are the people."""
    return tuple(id for id in frame.stops if not id.startswith("about:"))


def items_of(row: Row) -> Iterator[tuple[str | None, str]]:
    """Yield what a row says with the id of what it says it of: a line of people is one item for each."""
    if isinstance(row, People):
        yield from ((f"person:{name}", f"{name}, here" if here else name) for name, here in row.names)
    elif not isinstance(row, (Picture, Columns)) and (words := row_words(row)):
        yield row.id, words


def list_lines(frame: SessionFrame) -> Iterator[str]:
    """Yield every row, those that can be named by their numbers with these; `here` is the one that is worked on."""
    numbers = {id: number for number, id in enumerate(numbered(frame), 1)}
    for id, words in (item for row in frame.listed for item in items_of(row)):
        here = ", here" if id and id == frame.cursor and len(numbers) > 1 and not id.startswith(PERSON) else ""
        yield f"{numbers[id]}. {words}{here}" if id in numbers else words


def row_of(frame: SessionFrame, id: str | None) -> str:
    """Return the row of an item with its number, or "" where it has none."""
    known = numbered(frame)
    told = (words for row in frame.listed for of, words in items_of(row) if of == id)
    return f"{known.index(id) + 1}. {next(told, '')}" if id in known else ""


def time_line(frame: SessionFrame) -> str:
    """Return what is left of the stage, until when, when the run ends, and what there is still to do."""
    clock = frame.clock
    if clock is None:
        return "No run yet."
    end = pace.until(clock, frame.now) if clock.stage else None
    until = f"until {_at(frame, end)}" if end and clock.state == "running" else ""
    pending = frame.page.pending(frame)[0].replace(" · ", ", ") if clock.stage else ""
    told = [_left(frame), until, out(frame)[0] if clock.state != "ended" else "", pending]
    return f"{', '.join(part for part in told if part)}."


def _left(frame: SessionFrame) -> str:
    assert frame.clock is not None
    words = clock_words.words(frame.clock, "always").replace("PAUSED ", "Paused, ").replace("OVER", "over")
    return words[0].upper() + words[1:]


def _at(frame: SessionFrame, instant: object) -> str:
    return clock_words.clock_time(frame.local(instant))  # type: ignore[arg-type]


def threshold_line(frame: SessionFrame, phase: str) -> str:
    """Return what is said once when a stage comes near its end, and when its time is up."""
    clock = frame.clock
    assert clock is not None and clock.stage is not None
    title, left = clock.stage.title, clock_words.shown(clock.stage.remaining)
    if phase == "overtime":
        return f"Time is up: {title}. {_ways(frame, clock)}"
    return f"{'Wrap up' if phase == 'warning' else 'Last words'}: {left} left, {title}."


def _ways(frame: SessionFrame, clock: RunClock) -> str:
    offer = pace.prices(clock, frame.now)
    assert offer is not None
    loan = f" /clock.borrow: from {offer.loan.lender.title}, ends {_at(frame, offer.loan.out)}." if offer.loan else ""
    return f"/more: a minute more, ends {_at(frame, offer.more_out)}.{loan} /next: next stage."


def answers(frame: SessionFrame) -> str:
    """Return the digits that answer here, with their words."""
    return re.sub(r"\s{2,}", ", ", plain(frame.page.answers(frame)).strip())


def answer_word(frame: SessionFrame, digit: int) -> str:
    """Return the word of one of them."""
    words = (it.partition(" ") for it in answers(frame).split(", "))
    return next((word.rstrip("?") for number, _, word in words if number == str(digit)), "")


ASKS = {
    "introduce": "A line adds an improvement; a number marks who is here.",
    "assess": "A line adds an area; the hands as digits rate it: 33445, or 2 33445.",
    "review": "A line adds an improvement. /item.votes 1 5 gives the first 5 votes, /item.up 2 ranks the second up.",
    "define": "A line adds a step: what @who >when #needs. /gap.next goes to the next improvement.",
    "assign": "Say who and when: ana fri. With a number for that step: 2 ana fri.",
    "resources": "Say what it needs, 1 for nothing, or a number and what that step needs: 2 a room.",
    "risks": "Say the if-then line: if it rains then we meet inside. With a number for that step: 2 if …",
    "nextcheck": "Say who calls it and when: ana 2 weeks 10:00.",
    "promises": "A number and 1 marks it done; a number and a sentence says what it changed.",
    "evaluate": "Say the hands as digits: 33445. Other words are feedback from outside.",
}  # fmt: skip
"""What a line does in each kind of stage."""


def stage_lines(frame: SessionFrame) -> Iterator[str]:
    """Yield where the workshop is: not started, ended, or in a stage with its question and what a line does."""
    clock, session = frame.clock, frame.session
    if clock is None:
        yield f"{session.title}. This session has no agenda; a line adds a step."
    elif clock.state == "ended" and not frame.mode:
        yield from _end_lines(frame)
    elif clock.state == "planned":
        total = clock_words.shown(sum(stage.budget for stage in clock.stages))
        yield f"{session.title}. Not started: {len(clock.stages)} stages, {total}, {out(frame)[0]}."
        yield "/start starts the clock. A line adds people; a number marks who is here. /help tells the rest."
    elif frame.stage is None:
        yield "Read-back." if frame.mode else "Between stages. /next goes on."
        yield from item_lines(frame)
    else:
        number = next(n for n, it in enumerate(clock.stages, 1) if it.id == frame.stage.id)
        yield f"Stage {number} of {len(clock.stages)}: {frame.stage.title}. {time_line(frame)}"
        yield from [frame.stage.prompt] if frame.stage.prompt else []
        yield from item_lines(frame)
        yield from [ASKS[frame.stage.kind]] if frame.stage.kind in ASKS and not frame.mode else []


def _end_lines(frame: SessionFrame) -> Iterator[str]:
    clock = frame.clock
    assert clock is not None
    spent, planned = (clock_words.shown(sum(getattr(it, key) for it in clock.stages)) for key in ("spent", "planned"))
    yield f"The run has ended at {_at(frame, clock.ends_at)}: {spent} of {planned}."
    yield from (left_words(row) for row in left_rows(frame))
    yield f"{row_words(check_row(frame))}. Say who calls it and when: ana 2 weeks. {answers(frame)}. /quit leaves."


def left_words(row: Row) -> str:
    """Return one of the lines of what the group leaves with: a tick is only said where it is missing."""
    words = row_words(row)
    return words.removeprefix("done, ") if words.startswith("done, ") else words.replace("?, ", "Still open: ", 1)


def item_lines(frame: SessionFrame) -> Iterator[str]:
    """Yield what is worked on, and on a page of one item the item with its answers."""
    page = frame.page
    focus = page.focus_words(frame, False)
    if page.one_by_one:
        yield from filter(None, (focus and f"{focus[0].upper()}{focus[1:]}.", *list_lines(frame)))
    elif focus:
        yield f"{focus}."
    if page.one_by_one and (told := answers(frame)):
        yield f"{told}."
