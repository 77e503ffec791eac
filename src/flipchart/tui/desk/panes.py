"""The panes of the desk: which there are, which is wanted when, and their names on one line."""

from collections.abc import Callable
from typing import NamedTuple

from flipchart.domain import clock_words, pace
from flipchart.domain.agenda import Stage
from flipchart.domain.figures import load
from flipchart.domain.gaps import MOST_HERE, MOST_IN_ALL, Gap, gaps
from flipchart.domain.said import said
from flipchart.domain.timing import StageClock
from flipchart.tui.prompts.owner_load import record_words
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line, width_of, wrap
from flipchart.tui.text.pictures import Drawing, pictures
from flipchart.tui.text.plan import DOTS
from flipchart.tui.text.rows import Heading, Pair, Row, Words


def gaps_at_desk(view: Frame) -> tuple[Gap, ...]:
    """Return the gaps, those from the loads of the group's other sessions included: these are not for the wall."""
    return gaps(view.session, view.today, load_elsewhere=view.group_context.loads)


def ask_rows(view: Frame) -> tuple[Row, ...]:
    """One sentence a gap."""
    rows = tuple(Words(None, t(gap.say), mark="?") for gap in gaps_at_desk(view))
    return rows or (Words(None, t("Nothing is missing: every step has a name, a day and its means."), "ok"),)


def ask_count(view: Frame) -> str:
    """How many there are."""
    return str(len(gaps_at_desk(view)) or "")


def owners(view: Frame) -> dict[str, int]:
    """Return the owners of live steps with the number of their steps, the highest first."""
    named = {step.owner.casefold(): step.owner for step in view.session.steps if step.live and step.owner}
    counted = {owner: load(view.session, owner) for owner in named.values()}
    return dict(sorted(counted.items(), key=lambda it: -it[1]))


def too_much(view: Frame, owner: str) -> bool:
    """Whether to ask if an owner has too much (see gaps.py)."""
    return load(view.session, owner) > MOST_HERE or view.group_context.over_all(view.session, owner) > MOST_IN_ALL


def load_rows(view: Frame) -> tuple[Row, ...]:
    """Each owner with open steps, here and over all sessions of the group; then the base rate."""
    rows: list[Row] = [_load_row(view, owner, count) for owner, count in owners(view).items()]
    alone = sum(step.live and step.owner is None for step in view.session.steps)
    rows += [Pair(None, t("nobody yet"), str(alone), right_style="warn", mark="?")] if alone else []
    past = record_words(view)
    rows += [Words(None, past[:1].upper() + past[1:], "info")] if past else []
    return tuple(rows) or (Heading(None, t("Nobody has a step yet.")),)


def _load_row(view: Frame, owner: str, count: int) -> Row:
    over = (
        f", {t('{count} in all', count=view.group_context.over_all(view.session, owner))}"
        if view.group_context.sessions
        else ""
    )
    style = "warn" if too_much(view, owner) else ""
    return Pair(
        None, owner, t("{count} here", count=count) + over, right_style=style, mark="!" if style else "", named=True
    )


def load_count(view: Frame) -> str:
    """How many owners have too much."""
    many = sum(too_much(view, owner) for owner in owners(view))
    return t("{count} over", count=many) if many else ""


NO_NOTES = said("None yet. M writes one, for this desk only.")


def note_rows(view: Frame) -> tuple[Row, ...]:
    """Each note with the time of its writing, and whether the disk has it."""
    rows: list[Row] = []
    if view.private.problem:
        rows.append(Words(None, view.private.problem, "late", mark="!"))
    elif view.private.unsaved:
        rows.append(Words(None, t("saving"), "quiet"))
    rows += [
        Words(None, note.text, mark=f"{view.local(note.at):%H:%M}", indent=8) for note in reversed(view.private.notes)
    ]
    return tuple(rows) or (Heading(None, t(NO_NOTES)),)


def note_count(view: Frame) -> str:
    """How many there are."""
    return str(len(view.private.notes) or "")


class Pane(NamedTuple):
    """A subject at the side: its name in one word, its rows, and its amount in a word or two ("" for nothing).

    `least` is how many rows it gets before others get more than their least; `start` is the row that is always in
    sight.
    """

    id: str
    name: str
    rows: Callable[[Frame], tuple[Row, ...]]
    much: Callable[[Frame], str] = lambda _view: ""
    least: int = 3
    start: Callable[[Frame], int] = lambda _view: 0


DESK = Drawing(desk=True)


def progress_rows(view: Frame) -> tuple[Row, ...]:
    """One sentence a picture, those for the desk alone too."""
    return tuple(Words(None, it.words, mark="·") for it in pictures(view.session, view.today, DESK) if it.words)


LABEL = 7
"""Cells of the word before a sentence."""

BEFORE = said("The room reads the agenda and marks who is here. Space starts the clock.")
BEFORE_WITHOUT_KEYS = said("The room reads the agenda and marks who is here.")
BETWEEN = said("No stage is under way. n goes on.")
BETWEEN_WITHOUT_KEYS = said("No stage is under way.")
AFTER = said("When do we look again, and who calls it? Then each promise aloud, by its owner.")


def here(view: Frame) -> Stage | None:
    """Return the stage whose script is shown: the current one, before the start the first."""
    stages = view.session.stages_of(view.run) if view.run else ()
    if view.clock is not None and view.clock.state == "planned":
        return stages[0] if stages else None
    return view.stage


def script_lines(view: Frame, width: int, most: int) -> tuple[Line, ...]:
    """Return what to say and what to watch for on at most `most` lines, of which what to watch for keeps one.

    What does not fit ends in an ellipsis: the facilitator knows the sentence by its beginning.
    """
    stage = here(view)
    first = view.clock is not None and view.clock.state == "planned"
    say = (stage.say if stage else None) or _untimed(view)
    watch = stage.watch if stage and not first else None
    room = max(most - bool(watch), 1)
    said = _labelled(t("Say"), say, width, room)
    return (*said, *(_labelled(t("Watch"), watch, width, max(most - len(said), 1), "info") if watch else ()))


def _untimed(view: Frame) -> str:
    if view.clock is None or view.clock.state == "ended":
        return t(AFTER)
    if view.clock.state == "planned":
        return t(BEFORE if view.writable else BEFORE_WITHOUT_KEYS)
    between = BETWEEN if view.writable else BETWEEN_WITHOUT_KEYS
    return t(between) if view.stage is None else ""


def label(word: str) -> str:
    """Return a word padded to the widest label of the desk; "" makes an empty label."""
    return word.ljust(max(LABEL, *(len(it) + 1 for it in (t("Say"), t("Watch"), t("Room")))))


def _labelled(word: str, text: str, width: int, most: int, style: str = "bold") -> tuple[Line, ...]:
    if not text:
        return ()
    parts = wrap(text, width - len(label(word)))
    if len(parts) > most:
        parts = [*parts[: most - 1], " ".join(parts[most - 1 :])]
    return tuple(line((label("" if n else word), "quiet"), (part, style)) for n, part in enumerate(parts))


NO_SIGNS = said("Nothing special goes wrong here. Slow down, and ask what the group needs.")


def sign_rows(view: Frame) -> tuple[Row, ...]:
    """Each sign with its response."""
    stage = here(view)
    rows: list[Row] = []
    for challenge in stage.challenges if stage else ():
        rows += [Words(None, challenge.sign, "bold", mark="!"), Words(None, challenge.response, indent=4)]
    return tuple(rows) or (Heading(None, t(NO_SIGNS)),)


def sign_count(view: Frame) -> str:
    """How many there are."""
    stage = here(view)
    return str(len(stage.challenges) or "") if stage else ""


def time_rows(view: Frame) -> tuple[Row, ...]:
    """Each stage with what it took of what was planned, or when it begins; then all together."""
    clock = view.clock
    if clock is None:
        return (Heading(None, t("This session has no agenda.")),)
    course = pace.course(clock, view.now)
    rows = tuple(
        _time_row(stage, clock_words.clock_time(view.local(at)) if at else "", stage is clock.stage)
        for stage, at in course
    )
    spent, planned = (sum(getattr(stage, key) for stage in clock.stages) for key in ("spent", "planned"))
    behind = t(clock_words.behind_words(clock.behind))
    return (
        *rows,
        Pair(
            None,
            t("in all, {behind}", behind=behind) if behind else t("in all"),
            t("{spent} of {planned}", spent=clock_words.shown(spent), planned=clock_words.shown(planned)),
            style="bold",
        ),
    )


def time_now(view: Frame) -> int:
    """The row of the current stage."""
    stages = pace.course(view.clock, view.now) if view.clock is not None else ()
    return next((n for n, (stage, _) in enumerate(stages) if view.clock and stage is view.clock.stage), 0)


def _time_row(stage: StageClock, begins: str, current: bool) -> Row:
    return Pair(None, stage.title, _time_words(stage, begins), "bold" if current else "", mark=DOTS[stage.state])


def _time_words(stage: StageClock, begins: str) -> str:
    if stage.state == "skipped":
        return t("skipped")
    planned = t(clock_words.shown(stage.planned)) + (f" {_signed(stage.added)}" if stage.added else "")
    if stage.state == "pending":
        return f"{begins}  {planned}"
    return t("{spent} of {planned}", spent=clock_words.shown(stage.spent), planned=planned)


def _signed(seconds: float) -> str:
    return f"{'+' if seconds > 0 else '-'}{t(clock_words.shown(abs(seconds)))}"


SIGNS = "signs"

PANES = (
    Pane("ask", said("Ask aloud"), ask_rows, ask_count),
    Pane("times", said("Times"), time_rows, least=8, start=time_now),
    Pane("loads", said("Loads"), load_rows, load_count),
    Pane("notes", said("Notes"), note_rows, note_count, least=1),
    Pane(SIGNS, said("Signs"), sign_rows, sign_count, least=2),
)

PROGRESS = Pane("progress", said("Progress"), progress_rows, least=2)

WANTED = ("ask", "notes", "progress", "times", "signs", "loads")
"""Panes in the order in which they are wanted while they stand below each other."""
NAMING = ("ask", "loads", "notes", "times", "signs")
"""The same while owners are named."""


def panes_of(view: Frame) -> tuple[Pane, ...]:
    """Return the panes of this run: a follow-up has one more."""
    followed = view.run is not None and view.run.kind == "follow-up"
    return (PANES[0], PROGRESS, *PANES[1:]) if followed else PANES


def first_of(view: Frame, chosen: str) -> str:
    """Return the id of the pane in front: the chosen one, else the one that the moment asks for."""
    if chosen:
        return chosen
    return "times" if view.clock is not None and view.clock.state == "planned" else PANES[0].id


def turned(view: Frame, id: str, by: int) -> str:
    """Return the id of the pane `by` places after this one; the ends meet."""
    ids = [pane.id for pane in panes_of(view)]
    return ids[((ids.index(id) if id in ids else 0) + by) % len(ids)]


def from_pane(view: Frame, id: str) -> tuple[Pane, ...]:
    """Return all panes with the one of this id first."""
    panes = panes_of(view)
    at = next((n for n, pane in enumerate(panes) if pane.id == id), 0)
    return panes[at:] + panes[:at]


def in_order(view: Frame, chosen: str) -> tuple[Pane, ...]:
    """Return all panes: the chosen one, then in the order in which the stage wants them, and empty ones last."""
    naming = view.stage is not None and view.stage.kind == "assign"
    order = (first_of(view, chosen), *(NAMING if naming else WANTED))
    return tuple(sorted(panes_of(view), key=lambda it: (it.id != chosen and _empty(it, view), order.index(it.id))))


def _empty(pane: Pane, view: Frame) -> bool:
    rows = pane.rows(view)
    return not rows or (len(rows) == 1 and isinstance(rows[0], Heading))


def called(pane: Pane, view: Frame) -> str:
    """Return the name of a pane with its amount."""
    return " ".join((t(pane.name), pane.much(view))).strip()


def tabs(view: Frame, first: str, width: int) -> Line:
    """Return the names of all panes on one line, the one that is shown first; what does not fit is left out."""
    shown: Line = ()
    for n, pane in enumerate(from_pane(view, first)):
        piece = line((called(pane, view), "quiet" if n else "bold"), "   ")
        if width_of(shown) + width_of(piece) > width - 10:
            break
        shown = (*shown, *piece)
    return (*shown, *line(("left", "key"), " ", ("right", "key")))


def tab_at(view: Frame, first: str, x: int) -> str | None:
    """Return the id of the pane whose name on that line is in cell `x`, or None."""
    end = 0
    for pane in from_pane(view, first):
        begin, end = end, end + width_of(called(pane, view)) + 3
        if begin <= x < end - 3:
            return pane.id
    return None
