"""Keys that change the plan or move in it."""

from collections.abc import Callable

from msgspec.structs import replace

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.evaluations import DropFeedback
from flipchart.domain.commands.goals import DropGoal, DropMilestone
from flipchart.domain.commands.improvements import DropImprovement, SortByVotes
from flipchart.domain.commands.notes import DropNote, DropParked
from flipchart.domain.commands.people import MarkPresent, RemovePerson
from flipchart.domain.commands.resources import DropResource
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.commands.steps import DropStep, MoveStep
from flipchart.domain.said import said
from flipchart.tui.actions.follow_up import after_report
from flipchart.tui.actions.frame import Action, SessionFrame
from flipchart.tui.prompts.prompt import NOTHING, Ask, Do, Open, Outcome, Prompt, answered
from flipchart.tui.stages.close import GAP
from flipchart.tui.stages.resources import Resources
from flipchart.tui.text.language import t
from flipchart.tui.text.layout import CODES

PERSON = "person:"


def edit(frame: SessionFrame) -> Outcome:
    """Enter does what the stage asks of the row under the cursor; the other keys of this action edit the row's words.

    Before the start Enter marks who is here, and with the cursor on nobody the first who is not marked yet. On a page
    without rows it opens the prompt of the page.
    """
    if frame.cursor and frame.cursor.startswith(PERSON):
        return _mark(frame, frame.cursor.removeprefix(PERSON))
    people = [id.removeprefix(PERSON) for id in frame.stops if id.startswith(PERSON)]
    if people:
        missing = [name for name in people if not _is_here(frame, name)]
        return _mark(frame, missing[0]) if missing else Outcome(cursor=PERSON + people[0])
    page = frame.page
    if not frame.own_words and page.opens_steps and frame.step is not None:
        return Outcome(effect=Open("step"))
    prompt = page.words(frame) if frame.own_words else page.edit(frame)
    if prompt is None and page.adds and not frame.stops:
        return Outcome(typing=True) if frame.prompt is not None else Outcome(then=page.capture(frame))
    return Outcome(then=prompt) if prompt is not None else NOTHING


def _mark(frame: SessionFrame, name: str) -> Outcome:
    run = frame.run
    if run is None:
        return NOTHING
    here = _is_here(frame, name)
    people = [id for id in frame.stops if id.startswith(PERSON)]
    place = people.index(PERSON + name) + 1 if PERSON + name in people else 0
    onward = people[place] if place < len(people) else frame.cursor
    return Outcome((MarkPresent(run.id, name, not here),), cursor=onward)


def _is_here(frame: SessionFrame, name: str) -> bool:
    present = frame.run.present if frame.run is not None else ()
    return name.casefold() in {person.casefold() for person in present}


def part_of(id: str) -> Action:
    """The action that opens the prompt for a part of the row under the cursor."""

    def open_part(frame: SessionFrame) -> Outcome:
        prompt = frame.page.prompt_for(id, frame)
        if prompt is not None:
            return Outcome(then=prompt)
        return NOTHING if id == "item.votes" else Outcome(notice="Put the cursor on a step first.")

    return open_part


def dropping(frame: SessionFrame) -> Command | None:
    """The command that drops what is under the cursor."""
    session, id = frame.session, frame.cursor
    if id is None:
        return None
    if id.startswith(PERSON):
        return RemovePerson(id.removeprefix(PERSON))
    if id.startswith(GAP):
        kind, _, item = id.removeprefix(GAP).partition(":")
        return WaveGap(kind, item or None)
    tables = (
        (session.steps, DropStep), (session.improvements, DropImprovement), (session.resources, DropResource),
        (session.parked, DropParked), (session.notes, DropNote), (session.goals, DropGoal),
        (session.milestones, DropMilestone), (session.feedback, DropFeedback),
    )  # fmt: skip
    return next((drop(id) for items, drop in tables if any(item.id == id for item in items)), None)


def drop(frame: SessionFrame) -> Outcome:
    """Drop it; the cursor goes to its neighbour. In a follow-up it is asked why, first."""
    reason = frame.page.prompt_for("item.drop", frame) if frame.page.follows_up else None
    command = dropping(frame)
    if reason is not None or command is None:
        return Outcome(then=reason) if reason is not None else NOTHING
    ids = frame.stops
    if frame.cursor not in ids and not frame.page.one_by_one:
        return NOTHING
    here = ids.index(frame.cursor) if frame.cursor in ids else 0
    others = [id for id in ids if id != frame.cursor]
    cursor = others[min(here, len(others) - 1)] if others else None
    return Outcome((command,), cursor=cursor, notice=_gone(command))


def _gone(command: Command) -> str:
    return t("fine as it is; u brings it back") if isinstance(command, WaveGap) else t("dropped; u brings it back")


def move_cursor(offset: int) -> Action:
    """The action that moves the cursor by rows; it stops at both ends."""

    def move(frame: SessionFrame) -> Outcome:
        ids = frame.stops
        if not ids:
            return NOTHING
        if frame.cursor not in ids:
            return Outcome(cursor=ids[0] if offset > 0 else ids[-1])
        return Outcome(cursor=ids[min(max(ids.index(frame.cursor) + offset, 0), len(ids) - 1)])

    return move


def reordering(frame: SessionFrame, offset: int) -> tuple[Command, ...]:
    """The commands that move what is under the cursor."""
    commands = frame.page.move(offset, frame)
    if not commands and frame.step is not None and not frame.page.sorts:
        return (MoveStep(frame.step.id, offset),)
    return tuple(commands)


def reorder(offset: int) -> Action:
    """The action that moves what is under the cursor."""
    return lambda frame: Outcome(reordering(frame, offset))


def sort_by_votes(frame: SessionFrame) -> Outcome:
    """The most votes first."""
    return Outcome((SortByVotes(),), notice="Sorted by votes; u takes it back.")


def undo(frame: SessionFrame) -> Outcome:
    """Take the last change of the plan back."""
    return Outcome(effect=Ask("undo"))


def redo(frame: SessionFrame) -> Outcome:
    """Do it again."""
    return Outcome(effect=Ask("redo"))


def answer(digit: int) -> Action:
    """The action of a digit: it answers the menu on the screen, else the page."""

    def answer_menu_or_page(frame: SessionFrame) -> Outcome:
        first = frame.questions[0] if frame.questions else None
        if first is None or not first.menu:
            return _answer_page(frame, digit)
        return answered(first, first.menu[digit - 1]) if str(digit) in dict(first.choices) else NOTHING

    return answer_menu_or_page


def _answer_page(frame: SessionFrame, digit: int) -> Outcome:
    page, step = frame.page, frame.step
    if does := page.does(digit, frame):
        return Outcome(effect=Do(does))
    given = page.answer(digit, frame, frame.ids())
    if isinstance(given, Outcome):
        return given
    if isinstance(given, Prompt):
        return Outcome(then=given, inserted=str(digit) if page.types_digits else "")
    outcome = Outcome(tuple(given), onward=True) if given else NOTHING
    return after_report(frame, outcome, step.id, digit) if given and step and page.follows_up else outcome


def go_gap(frame: SessionFrame, *, back: bool) -> Outcome:
    """The next gap, the next improvement, or past a step that needs nothing."""
    page = frame.page
    if mode := page.turn(frame, back):
        return Outcome(mode=mode)
    passes = None
    if isinstance(page, Resources) and not back and (passed := page.passes(frame)):
        passes = frame.passed | {passed}
        frame = replace(frame, passed=passes)
    target = page.next_gap(frame, back)
    if target is None or not page.by_improvement:
        return Outcome(passed=passes, cursor=target) if target is not None else Outcome(passed=passes)
    steps = frame.session.steps_of(target)
    cursor = steps[-1].id if steps else None
    if frame.prompt is None:
        return Outcome(passed=passes, focus=target, cursor=cursor)
    there = page.capture(replace(frame, focus=target, cursor=cursor))
    return Outcome(passed=passes, focus=target, cursor=cursor, then=there)


def arrival(frame: SessionFrame) -> Outcome:
    """Where the cursor begins on a page: on its first gap, item or row, and in Define on the newest step.

    No prompt opens by itself: a letter stays a command until a key opens one.
    """
    page, ids = frame.page, frame.stops
    if page.by_improvement:
        steps = {step.id for step in frame.session.steps}
        return Outcome(then=None, cursor=next((id for id in reversed(ids) if id in steps), None))
    first = next(iter(page.items(frame)), None) if page.one_by_one else page.first(frame)
    return Outcome(then=None, cursor=first or (ids[0] if ids and page.stands else None))


PARTS = ("step.owner", "step.due", "step.resource", "step.risk", "item.votes", "report.note")


def applies(frame: SessionFrame, id: str) -> bool:
    """Whether the action would do anything here; actions that do not depend on the cursor always would."""
    if id in PARTS:
        return frame.page.prompt_for(id, frame) is not None
    if id.startswith("answer."):
        return bool(frame.page.answer(int(id.removeprefix("answer.")), frame, "asked"))
    return BY_CURSOR[id](frame) if id in BY_CURSOR else True


def _edits(frame: SessionFrame) -> bool:
    page = frame.page
    person = any(id.startswith(PERSON) for id in frame.stops)
    return person or page.edit(frame) is not None or (page.opens_steps and frame.step is not None)


def _drops(frame: SessionFrame) -> bool:
    page = frame.page
    return dropping(frame) is not None or (page.follows_up and page.prompt_for("item.drop", frame) is not None)


def _moves(frame: SessionFrame) -> bool:
    return bool(reordering(frame, -1) or reordering(frame, 1))


def _has_gap(frame: SessionFrame) -> bool:
    page = frame.page
    return page.next_gap(frame, back=False) not in (None, frame.focus if page.by_improvement else frame.cursor)


def _codes_fit(frame: SessionFrame) -> bool:
    columns, rows = CODES[frame.ascii_only]
    return frame.columns >= columns and frame.lines >= rows


BY_CURSOR: dict[str, Callable[[SessionFrame], bool]] = {
    "item.edit": _edits, "item.drop": _drops, "item.up": _moves, "item.down": _moves, "gap.next": _has_gap,
    "share.codes": _codes_fit,
}  # fmt: skip


WHY_NOTHING = {
    "item.edit": said("There is nothing here to edit."), "item.drop": said("There is nothing here to drop."),
    "item.votes": said("Votes are counted where improvements are reviewed."),
    "item.up": said("Nothing here can be moved."), "item.down": said("Nothing here can be moved."),
    "gap.next": said("Nothing is missing here."), "gap.previous": said("Nothing is missing here."),
    "ask.yes": said("Nothing is asked now."), "ask.no": said("Nothing is asked now."),
    **{f"answer.{digit}": said("No answer here has this digit.") for digit in range(1, 10)},
}  # fmt: skip
"""What is said where a key of the table does nothing, so that nobody presses it again and again."""

SORTED = said("Open steps come first here: order them where they are written.")


def telling(id: str, action: Action) -> Action:
    """Return the action made to say in a line why, where it would do nothing."""

    def act(frame: SessionFrame) -> Outcome:
        outcome = action(frame)
        # Where all gaps are closed, the next one is the row under the cursor.
        if outcome != NOTHING and not (id.startswith("gap.") and outcome == Outcome(cursor=frame.cursor)):
            return outcome
        ordered = id in ("item.up", "item.down") and frame.page.sorts and frame.step is not None
        return Outcome(notice=t(SORTED if ordered else WHY_NOTHING[id]))

    return act if id in WHY_NOTHING else action
