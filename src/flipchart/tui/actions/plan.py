"""Keys that change the plan or move in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.evaluations import DropFeedback
from flipchart.domain.commands.goals import DropGoal, DropMilestone
from flipchart.domain.commands.improvements import DropImprovement
from flipchart.domain.commands.notes import DropNote, DropParked
from flipchart.domain.commands.people import MarkPresent, RemovePerson
from flipchart.domain.commands.resources import DropResource
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.commands.steps import DropStep, MoveStep
from flipchart.tui.actions.clock import answered, went_on
from flipchart.tui.actions.dispatch import ACTIONS, DIGITS, Intent, action, open_box
from flipchart.tui.actions.follow_up import told
from flipchart.tui.prompts.prompt import Box, Outcome
from flipchart.tui.screens.sheets import StepScreen
from flipchart.tui.stages.close import GAP
from flipchart.tui.stages.resources import Resources

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


PERSON = "person:"


@action("item.edit")
def edit(room: "SessionScreen") -> None:
    """Enter: what the stage asks of the row under the cursor; the action's other keys: its words.

    Before the start Enter marks who is here.
    """
    if room.cursor and room.cursor.startswith(PERSON):
        _mark(room, room.cursor.removeprefix(PERSON))
        return
    page, view = room.page, room.view()
    asked = room.flipchart.last_key in ("enter", "")
    if asked and page.opens_steps and view.step is not None:
        room.flipchart.push_screen(StepScreen(view.step, view, room=not room.at_desk))
        return
    box = page.edit(view) if asked else page.words(view)
    if box is not None:
        open_box(room, box)


def _mark(room: "SessionScreen", name: str) -> None:
    run = room.session.last_run if room.session else None
    if run is not None:
        here = name.casefold() in {person.casefold() for person in run.present}
        room.flipchart.receive(Intent((MarkPresent(run.id, name, not here),)))


def _open_part(id: str) -> None:
    def open_part(room: "SessionScreen") -> None:
        box = room.page.box_of(id, room.view())
        if box is not None:
            open_box(room, box)
        else:
            room.flipchart.said = "Put the cursor on a step first." if id != "item.votes" else ""

    action(id)(open_part)


for part in ("step.owner", "step.due", "step.resource", "step.risk", "item.votes", "report.note"):
    _open_part(part)


def dropping(room: "SessionScreen") -> Command | None:
    """The command that drops what is under the cursor."""
    session, id = room.session, room.cursor
    if session is None or id is None:
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


@action("item.drop")
def drop(room: "SessionScreen") -> None:
    """Drop it; the cursor goes to its neighbour. In a follow-up it is asked why, first."""
    reason = room.page.box_of("item.drop", room.view()) if room.page.follows_up else None
    if reason is not None:
        open_box(room, reason)
        return
    command = dropping(room)
    if command is None:
        return
    ids = _stops(room)
    here = ids.index(room.cursor) if room.cursor in ids else 0
    others = [id for id in ids if id != room.cursor]
    room.flipchart.receive(Intent((command,)))
    room.cursor = others[min(here, len(others) - 1)] if others else None
    room.flipchart.said = f"{command.label}; u brings it back"


def _stops(room: "SessionScreen") -> list[str]:
    return [id for row in room.list_rows() for id in row.ids]


def step_cursor(room: "SessionScreen", offset: int) -> None:
    """Move the cursor by rows; it stops at both ends."""
    ids = _stops(room)
    if not ids:
        return
    if room.cursor not in ids:
        room.cursor = ids[0] if offset > 0 else ids[-1]
        return
    room.cursor = ids[min(max(ids.index(room.cursor) + offset, 0), len(ids) - 1)]


action("move.up")(lambda room: step_cursor(room, -1))
action("move.down")(lambda room: step_cursor(room, 1))


def reordering(room: "SessionScreen", offset: int) -> tuple[Command, ...]:
    """The commands that move what is under the cursor."""
    view = room.view()
    commands = room.page.move(offset, view)
    if not commands and view.step is not None and not room.page.sorts:
        return (MoveStep(view.step.id, offset),)
    return commands


def reorder(room: "SessionScreen", offset: int) -> None:
    """Move what is under the cursor."""
    commands = reordering(room, offset)
    if commands:
        room.flipchart.receive(Intent(tuple(commands)))


action("item.up")(lambda room: reorder(room, -1))
action("item.down")(lambda room: reorder(room, 1))


@action("undo")
def undo(room: "SessionScreen") -> None:
    """Take the last change of the plan back."""
    room.flipchart.undo()


@action("redo")
def redo(room: "SessionScreen") -> None:
    """Do it again."""
    room.flipchart.redo()


def _answer(digit: int) -> None:
    def answer(room: "SessionScreen") -> None:
        """A digit answers the menu on the screen, else the page."""
        if room.questions and room.questions[0].menu:
            if digit <= len(room.questions[0].menu) and (question := answered(room)):
                question.menu[digit - 1][1]()
            return
        if does := room.page.does(digit, room.view()):
            (DIGITS.get(does) or ACTIONS[does])(room)
            return
        commands = room.page.answer(digit, room.view(), room.flipchart.context.ids())
        if isinstance(commands, Box):
            open_box(room, commands, str(digit) if room.page.types_digits else "")
        elif isinstance(commands, Outcome):
            room.flipchart.receive(Intent(commands.commands))
            room.cursor = commands.cursor
            room.flipchart.said = room.flipchart.said or commands.said
            if commands.then is not None:
                open_box(room, commands.then)
        elif commands:
            step = room.view().step
            room.flipchart.receive(Intent(tuple(commands)))
            went_on(room, back=False)
            if step is not None and room.page.follows_up:
                told(room, step.id, digit)

    action(f"answer.{digit}")(answer)


for number in range(1, 10):
    _answer(number)


def go_gap(room: "SessionScreen", back: bool) -> None:
    """Tab: the next gap, the next improvement, or past a step that needs nothing."""
    view, page = room.view(), room.page
    if mode := page.turn(view, back):
        room.mode = mode
        return
    if isinstance(page, Resources) and not back and (passed := page.passes(view)):
        room.passed = room.passed | {passed}
        view = room.view()
    target = page.next_gap(view, back)
    if target is None:
        return
    if page.opens_box:
        boxed = room.box is not None
        room.focus_id = target
        steps = view.session.steps_of(target)
        room.cursor = steps[-1].id if steps else None
        if boxed:
            open_box(room, page.capture(room.view()))
    else:
        room.cursor = target


PARTS = ("step.owner", "step.due", "step.resource", "step.risk", "item.votes", "report.note")


def applies(room: "SessionScreen", id: str) -> bool:
    """Whether the action would do anything here; actions that do not depend on the cursor always would."""
    if id in PARTS:
        return room.page.box_of(id, room.view()) is not None
    if id.startswith("answer."):
        return bool(room.page.answer(int(id.removeprefix("answer.")), room.view(), "asked"))
    return BY_CURSOR[id](room) if id in BY_CURSOR else True


def _edits(room: "SessionScreen") -> bool:
    view, page = room.view(), room.page
    person = (room.cursor or "").startswith(PERSON)
    return person or page.edit(view) is not None or (page.opens_steps and view.step is not None)


def _drops(room: "SessionScreen") -> bool:
    page = room.page
    return dropping(room) is not None or (page.follows_up and page.box_of("item.drop", room.view()) is not None)


def _has_gap(room: "SessionScreen") -> bool:
    page, view = room.page, room.view()
    return page.next_gap(view, back=False) not in (None, view.focus if page.opens_box else view.cursor)


BY_CURSOR: dict[str, Callable[["SessionScreen"], bool]] = {
    "item.edit": _edits,
    "item.drop": _drops,
    "item.up": lambda room: bool(reordering(room, -1) or reordering(room, 1)),
    "item.down": lambda room: bool(reordering(room, -1) or reordering(room, 1)),
    "gap.next": _has_gap,
}
