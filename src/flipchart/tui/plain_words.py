"""What a session says line by line, for a screen reader or a pipe: rows, clock and stages as sentences; pure."""

import re
from collections.abc import Iterator
from itertools import takewhile

from flipchart.domain import clock_words, pace
from flipchart.domain.said import said, say_count
from flipchart.domain.text import folded
from flipchart.domain.timing import RunClock
from flipchart.domain.when.reading import longest
from flipchart.patterns import pattern
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.plan import PERSON
from flipchart.tui.actions.registry import ACTIONS
from flipchart.tui.prompts.prompt import Echo
from flipchart.tui.stages.close import check_row, left_rows
from flipchart.tui.text.keys import BY_ID
from flipchart.tui.text.language import t, voiced
from flipchart.tui.text.lines import plain
from flipchart.tui.text.plan import out
from flipchart.tui.text.rows import Columns, Heading, People, Picture, Promise, Row, StepRow

SHORT = {
    "next": "stage.next", "back": "stage.previous", "more": "clock.more", "less": "clock.less", "menu": "more",
    "add": "capture.open", "find": "filter", "yes": "ask.yes", "no": "ask.no",
}  # fmt: skip
"""Short names of commands, with their actions' ids. The menu of rarer actions is `menu`: `more` is a minute more."""

NUMBERED = ("assess", "assign", "resources", "risks", "promises", "checkin", "evaluate")
"""Kinds of stages in which a number at the beginning of a line names the row that the rest is for."""

BY_EDIT = ("assign", "resources", "risks")
"""Kinds of stages in which a line answers what is asked of the row; elsewhere it is captured (`capture.open`)."""

ON_A_ROW = ("item.", "step.", "report.")
"""The prefixes of the ids of actions that take the number of a row."""

SCREENS = {"theme", "palette", "curtain", "clock.big", "room.check", "pictures", "desk.next", "desk.previous"}
"""Actions that only change what is seen."""

WIDTH = 20_000
"""Cells for a row, so that nothing is ever wrapped."""

MARKS = {
    "✓": said("done"), "!": said("stuck"), "·": "", "–": said("skipped"), "◉": said("now"),
    "●": said("done"), "○": "",
}  # fmt: skip
"""What the signs before a row say; `?` stays in front of what is missing."""

DRAWN = pattern("[\u2500-\u259f]+")
"""Rules and bars."""

BY_EAR = {
    said("Space starts the clock."): said("/start starts the clock."),
    said("The room reads the agenda and marks who is here. Space starts the clock."):
        said("The room reads the agenda and marks who is here. /start starts the clock."),
    said("dropped; u brings it back"): said("dropped; /undo brings it back"),
    said("fine as it is; u brings it back"): said("fine as it is; /undo brings it back"),
    said("A minute of its own; u takes it back."): said("A minute of its own; /undo takes it back."),
    said("Sorted by votes; u takes it back."): said("Sorted by votes; /undo takes it back."),
    "{n} step carried over; u takes it back": "{n} step carried over; /undo takes it back",
    "{n} steps carried over; u takes it back": "{n} steps carried over; /undo takes it back",
    said("This run has ended. p goes back into its last stage."):
        said("This run has ended. /back goes back into its last stage."),
    said("The note is dropped; M starts a new one."): said("The note is dropped; /note.private starts a new one."),
    said("No steps yet: a to write one down."): said("No steps yet."),
    said("No improvements yet: a to write them down, one per line."): said("No improvements yet."),
    said("No key areas yet: a to write them down, one per line."): said("No key areas yet."),
    said("No strategy yet: 1 for an option, a for what you will do."):
        said("No strategy yet: type what you will do."),
    "{n} step not due: is anyone stuck? Go to it and press a digit.":
        "{n} step not due: is anyone stuck? Say its number, then a digit: 2 3.",
    "{n} steps not due: is anyone stuck? Go to it and press a digit.":
        "{n} steps not due: is anyone stuck? Say its number, then a digit: 2 3.",
    said("What got done since {day}? 1 marks it."): said("What got done since {day}? Say its number and 1."),
    said("not yet (t: another time)"): said("not yet"),
    said("PAUSED {time} left"): said("Paused, {time} left"),
    said("PAUSED {time} OVER"): said("Paused, {time} over"),
    said("{time} OVER"): said("{time} over"),
}  # fmt: skip
"""What is said in the place of messages that name a key of the screens, or say in capitals what is to be seen."""

COUNTED = (
    ("{n} step carried over; /undo takes it back", "{n} steps carried over; /undo takes it back"),
    ("{n} step not due: is anyone stuck? Say its number, then a digit: 2 3.",
     "{n} steps not due: is anyone stuck? Say its number, then a digit: 2 3."),
)  # fmt: skip
"""Those of them that count something, as catalogues have them."""


def _texts(row: Row) -> Iterator[str]:
    """Yield the texts of a row, each whole, however long; on a screen some are cut to a column."""
    if isinstance(row, Promise):
        yield from (row.mark, row.who, row.what, row.when, row.under)
    elif isinstance(row, StepRow):
        yield from (row.number, f"{row.done}{row.text}", row.owner, row.due, *(words for words, _ in row.under))
    else:
        yield from (span.text for line in row.lines(WIDTH, selected=False) for span in line)


def row_words(row: Row) -> str:
    """Return a row as one line: its parts with commas between, no padding and no signs; "" for a blank one."""
    parts: list[str] = []
    for text in (DRAWN.sub("", it).strip() for it in _texts(row)):
        rest = text
        if text[:2] in ("✓ ", "! "):
            parts.append(t(MARKS[text[0]]))
            rest = text[2:]
        parts.append(t(MARKS[rest]) if rest in MARKS else rest)
    kept = [part for part in parts if part]
    # The number under which the screen shows it; here each row has that of the list.
    kept = kept[1:] if len(kept) > 1 and kept[0].isdecimal() else kept
    return re.sub(r"\s+", " ", ", ".join(kept)).replace(", · ,", ",")


def numbered(frame: SessionFrame) -> tuple[str, ...]:
    """Return the ids of the rows in the order of their numbers; before the start these are the people."""
    return tuple(id for id in frame.stops if not id.startswith("about:"))


def no_row(frame: SessionFrame, number: int) -> str:
    """Return the sentence that no row has this number, and how many there are."""
    return t("There is no row {n}; /list reads {count}.", n=number, count=len(numbered(frame)))


def begins_date(frame: SessionFrame, text: str) -> bool:
    """Whether a line begins with a date by its day, whether that day exists or not: 4 dec, 31 nov."""
    found = longest(text.split(), frame.today, frame.date_order, frame.language)
    return found is not None and found.used > 1


def items_of(row: Row) -> Iterator[tuple[str | None, str]]:
    """Yield the texts of a row, each with the id of its item: a line of people is one item for each person."""
    if isinstance(row, People):
        yield from ((f"person:{name}", t("{name}, here", name=name) if here else name) for name, here in row.names)
    elif not isinstance(row, (Picture, Columns)) and (words := row_words(row)):
        yield row.id, words


def list_lines(frame: SessionFrame) -> Iterator[str]:
    """Yield every row, with its number where it has one; `here` marks the one that is worked on."""
    numbers = {id: number for number, id in enumerate(numbered(frame), 1)}
    for id, words in (item for row in frame.listed for item in items_of(row)):
        here = id is not None and id == frame.cursor and len(numbers) > 1 and not id.startswith(PERSON)
        marked = t("{row}, here", row=words) if here else words
        yield f"{numbers[id]}. {marked}" if id in numbers else marked


def row_of(frame: SessionFrame, id: str | None) -> str:
    """Return the row of an item with its number, or "" where it has none."""
    known = numbered(frame)
    rows = (words for row in frame.listed for of, words in items_of(row) if of == id)
    return f"{known.index(id) + 1}. {next(rows, '')}" if id in known else ""


def time_line(frame: SessionFrame) -> str:
    """Return what is left of the stage, until when, when the run ends, and what there is still to do."""
    clock = frame.clock
    if clock is None:
        return t("No run yet.")
    end = pace.until(clock, frame.now) if clock.stage else None
    until = t("until {time}", time=_at(frame, end)) if end and clock.state == "running" else ""
    pending = voiced(frame.page.pending(frame)[0]).replace(" · ", ", ") if clock.stage else ""
    back = t("back at {time}", time=_at(frame, clock.back_at)) if clock.back_at else ""
    parts = [_left(frame), until, back, out(frame)[0] if clock.state != "ended" else "", pending]
    return f"{', '.join(part for part in parts if part)}."


def _left(frame: SessionFrame) -> str:
    assert frame.clock is not None
    return begun(t(clock_words.words(frame.clock, "always")))


def begun(words: str) -> str:
    """Return words with the capital letter that begins a sentence."""
    return words[:1].upper() + words[1:]


def _at(frame: SessionFrame, instant: object) -> str:
    return clock_words.clock_time(frame.local(instant))  # type: ignore[arg-type]


def threshold_line(frame: SessionFrame, phase: str) -> str:
    """Return what is said once when a stage comes near its end, and when its time is up."""
    clock = frame.clock
    assert clock is not None and clock.stage is not None
    title, left = clock.stage.title, clock_words.shown(clock.stage.remaining)
    if phase == "overtime":
        return f"{t('Time is up: {stage}.', stage=title)} {_ways(frame, clock)}"
    if phase == "warning":
        return t("Wrap up: {time} left, {stage}.", time=left, stage=title)
    return t("Last words: {time} left, {stage}.", time=left, stage=title)


def _ways(frame: SessionFrame, clock: RunClock) -> str:
    offer = pace.prices(clock, frame.now)
    assert offer is not None
    ways = [t("/more: a minute more, ends {time}.", time=_at(frame, offer.more_out))]
    if loan := offer.loan:
        ways.append(
            t("/clock.borrow: from {stage}, ends {time}.", stage=loan.lender.title, time=_at(frame, loan.out))
        )
    return " ".join((*ways, t("/next: next stage.")))


def answers(frame: SessionFrame) -> str:
    """Return the digits that answer here, with their words."""
    return re.sub(r"\s{2,}", ", ", plain(frame.page.answers(frame)).strip())


def answer_word(frame: SessionFrame, digit: int) -> str:
    """Return the word of one of them."""
    words = (it.partition(" ") for it in answers(frame).split(", "))
    return next((word.rstrip("?") for number, _, word in words if number == str(digit)), "")


ASKS = {
    "introduce": said("A line adds an improvement; a number marks who is here."),
    "assess": said("A line adds an area; the hands as digits rate it: 33445, or 2 33445."),
    "review": said(
        "A line adds an improvement. /item.votes 1 5 gives the first 5 votes, /item.up 2 ranks the second up."
    ),
    "define": said("A line adds a step: what @who >when #needs. /gap.next goes to the next improvement."),
    "assign": said("Say who and when: ana fri. With a number for that step: 2 ana fri."),
    "resources": said("Say what it needs, 1 for nothing, or a number and what that step needs: 2 a room."),
    "risks": said("Say the if-then line: if it rains then we meet inside. With a number for that step: 2 if …"),
    "nextcheck": said("Say who calls it and when: ana 2 weeks 10:00."),
    "promises": said("2 done, 2 kept or 2 1 marks the second done; 2 and a sentence says what it changed."),
    "evaluate": said("Say the hands as digits: 33445. Other words are feedback from outside."),
}  # fmt: skip
"""What a line does in each kind of stage."""


def stage_lines(frame: SessionFrame) -> Iterator[str]:
    """Yield where the workshop is: not started, ended, or in a stage with its question and what a line does."""
    clock, session = frame.clock, frame.session
    if clock is None:
        yield f"{session.title}. {t('This session has no agenda; a line adds a step.')}"
    elif clock.state == "ended" and not frame.mode:
        yield from _end_lines(frame)
    elif clock.state == "planned":
        total = clock_words.shown(sum(stage.budget for stage in clock.stages))
        stages = say_count("{n} stage", "{n} stages", len(clock.stages))
        planned = t("Not started: {stages}, {time}, {end}.", stages=stages, time=total, end=out(frame)[0])
        yield f"{session.title}. {planned}"
        yield t("/start starts the clock. A line adds people; a number marks who is here. /help tells the rest.")
    elif frame.stage is None:
        yield t("Read-back.") if frame.mode else t("Between stages. /next goes on.")
        yield from item_lines(frame)
    else:
        number = next(n for n, it in enumerate(clock.stages, 1) if it.id == frame.stage.id)
        place = t("Stage {n} of {count}: {stage}.", n=number, count=len(clock.stages), stage=frame.stage.title)
        yield f"{place} {time_line(frame)}"
        yield from [frame.stage.prompt] if frame.stage.prompt else []
        yield from item_lines(frame)
        yield from [t(ASKS[frame.stage.kind])] if frame.stage.kind in ASKS and not frame.mode else []


def _end_lines(frame: SessionFrame) -> Iterator[str]:
    clock = frame.clock
    assert clock is not None
    spent, planned = (clock_words.shown(sum(getattr(it, key) for it in clock.stages)) for key in ("spent", "planned"))
    at = _at(frame, clock.ends_at)
    yield t("The run ended at {time}: {spent} of {planned}.", time=at, spent=spent, planned=planned)
    yield from (left_words(row) for row in left_rows(frame))
    asked, leaves = t("Say who calls it and when: ana 2 weeks."), t("/quit leaves.")
    yield f"{row_words(check_row(frame))}. {asked} {answers(frame)}. {leaves}"


def left_words(row: Row) -> str:
    """Return one of the lines of what the group leaves with: a tick is only said where it is missing."""
    mark, _, words = row_words(row).partition(", ")
    return words if mark == t(MARKS["✓"]) else t("Still open: {words}", words=words)


def item_lines(frame: SessionFrame) -> Iterator[str]:
    """Yield what is worked on, and on a page of one item the item with its answers."""
    page = frame.page
    focus = page.focus_words(frame, False)
    if page.one_by_one:
        yield from filter(None, (focus and f"{begun(focus)}.", *list_lines(frame)))
    elif focus:
        yield f"{focus}."
    if page.one_by_one and (choices := answers(frame)):
        yield f"{choices}."


HELP = (
    said("Each stage says how it takes a line; /help all lists every action."),
    said("/start and /pause the clock, /next and /back, /more and /less by a minute, /time, /clock.set 2:30."),
    said("/list reads the rows with their numbers; /item.edit 2, /item.drop 2, /step.owner 2 ana, /step.due 2 fri."),
    said("/note, /park, /gaps, /menu for what is rarer, /undo, /redo, y or n to a question, /quit (always saved)."),
    said("An empty line leaves what was asked, or says again where we are."),
)
"""What /help says."""


def every_action() -> Iterator[str]:
    """Yield what /help says, and then every action that means something by ear."""
    yield from map(t, HELP)
    for id in ACTIONS:
        if id not in SCREENS and not id.startswith("answer."):
            yield f"/{next((short for short, long in SHORT.items() if long == id), id)}: {t(BY_ID[id].help)}."


def yes_and_no() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words for yes and those for no, the key of each first: letter and word, in English, too."""
    return _heard(t("yes"), "y", "yes"), _heard(t("no"), "n", "no")


def _heard(word: str, *english: str) -> tuple[str, ...]:
    word = word.casefold()
    return word[:1], word, folded(word), *english


SAID_BARE = {
    **{name: name for name in ("help", "start", "pause", "next", "back", "more", "less", "time", "list")},
    **{name: name for name in ("gaps", "menu", "undo", "redo", "quit")}, "?": "help", "q": "quit", "exit": "quit",
}  # fmt: skip
"""Words that are commands before the start also without a slash, as nobody is called so; note and Park need words."""


def no_names(text: str) -> bool:
    """Whether a line cannot be names, where names are asked for: it has marks of a step, or too many words."""
    marked = any(word[0] in "@>#!" for word in text.split())
    return marked or any(len(part.split()) > 6 for part in text.split(","))


def chunks(echo: Echo) -> list[str]:
    """Return the parts of what was understood of a line."""
    before = t("with {names}", names="\n").partition("\n")[0]
    return [chunk for part in echo.parts for chunk in voiced(part).removeprefix(before).split(", ")]


def hands(frame: SessionFrame, asked: str) -> str:
    """Return a question for a show of hands with what was shown so far: its row, and those below it."""
    start = next(n for n, row in enumerate(frame.listed) if row.id == f"hands:{asked}")
    own = [frame.listed[start], *takewhile(lambda row: row.id is None, frame.listed[start + 1 :])]
    return " ".join(row_words(row) for row in own if not isinstance(row, Heading))
