"""What each action does, by its id: those of the table of keys, and those that only questions and menus call."""

from typing import Final

from flipchart.tui.actions import clock, copies, follow_up, group, menu, plan, screen, words
from flipchart.tui.actions.frame import Action, SessionFrame
from flipchart.tui.prompts.list_file import ListPrompt
from flipchart.tui.prompts.notes import FindPrompt, NotePrompt, ParkPrompt, PrivateNotePrompt
from flipchart.tui.prompts.prompt import Ask, Export, Open, Turn

ACTIONS: Final[dict[str, Action]] = {
    "clock.toggle": clock.toggle,
    "stage.next": clock.next_stage,
    "stage.previous": clock.previous_stage,
    "clock.more": clock.more_time,
    "clock.less": clock.less_time,
    "clock.borrow": clock.borrow,
    "clock.set": clock.set_time,
    "timer.quick": clock.quiet_timer,
    "clock.break": clock.rest,
    "capture.open": words.capture,
    "capture.add": words.add,
    "park": words.opens(ParkPrompt()),
    "note": words.opens(NotePrompt()),
    "list.in": words.opens(ListPrompt()),
    "decision": words.decide,
    "wall.message": screen.message,
    "note.private": words.opens(PrivateNotePrompt()),
    "leave": words.leave,
    "gap.next": words.next_gap,
    "gap.previous": words.previous_gap,
    "move.up": plan.move_cursor(-1),
    "move.down": plan.move_cursor(1),
    "item.edit": plan.edit,
    **{id: plan.part_of(id) for id in plan.PARTS},
    "report.state": follow_up.ask_state,
    "item.drop": plan.drop,
    "item.up": plan.reorder(-1),
    "item.down": plan.reorder(1),
    "review.sort": plan.sort_by_votes,
    "undo": plan.undo,
    "redo": plan.redo,
    "gaps": screen.does(Open("gaps")),
    "agenda": screen.agenda,
    "people": screen.does(Open("people")),
    "pictures": screen.does(Open("pictures")),
    "challenges": screen.challenges,
    "desk.next": screen.does(Turn(1)),
    "desk.previous": screen.does(Turn(-1)),
    "clock.big": screen.big,
    "curtain": screen.curtain,
    "room.check": screen.does(Open("room check")),
    "theme": screen.does(Ask("theme")),
    "more": menu.menu,
    "filter": words.opens(FindPrompt()),
    "share.codes": screen.codes,
    "export": screen.does(Export("md")),
    "copy": screen.does(Export("copy")),
    "help": screen.does(Open("help")),
    "palette": screen.does(Ask("palette")),
    "save": screen.does(Ask("save")),
    "close": screen.close,
    "quit": screen.does(Ask("quit")),
    "ask.yes": clock.first_answer,
    "ask.no": clock.second_answer,
    **{f"answer.{digit}": plan.answer(digit) for digit in range(1, 10)},
}
"""The actions of the table of keys (text/keys.py)."""

ASKED: Final[dict[str, Action]] = {
    "carry.mark": group.mark,
    "carry.offer": group.offer,
    "carry.take": group.take,
    "close.aloud": menu.aloud,
    "close.calendar": menu.calendar,
    "copies.offer": copies.ask_next,
    "copies.taken": copies.taken,
    "discount": clock.discount,
    "group.look": group.look_again,
    "group.read": group.group_was_read,
    "list.completed": words.completed,
    "loads": menu.owner_load,
    "milestone": menu.milestone,
    "more.others": menu.others,
    "paste.each": words.keep_each,
    "paste.again": words.paste_again,
    "premortem": menu.premortem,
    "roadblock.came": follow_up.roadblock_came,
    "roadblock.report": follow_up.report_roadblock,
    "run.end": menu.end,
    "run.reclose": clock.reclose,
    "run.reopen": clock.reopen,
    "run.fit": menu.fit,
    "stage.goto": menu.go_to,
    "stage.skip": menu.skip,
    "stage.start": menu.start_stage,
    "started": clock.started,
    "whofirst": menu.who_first,
}
"""The actions that a question, a menu, a page's digit or work that is done asks for by a Do."""

LOOKING: Final = {
    "help", "palette", "theme", "gaps", "pictures", "move.up", "move.down", "leave", "close", "quit", "ask.yes",
    "ask.no", "challenges", "room.check", "desk.next", "desk.previous",
}  # fmt: skip
"""What can be done on a screen that only watches."""

READING: Final = LOOKING | {
    "clock.big", "curtain", "filter", "export", "copy", "share.codes", "agenda", "people", "gap.next", "gap.previous",
    "save", "item.edit",
}  # fmt: skip
"""What can be done with a session that may not be changed where it is: it can be read, shown and written out."""


def offered(frame: SessionFrame) -> set[str] | None:
    """Return the ids of the actions that are there in a session that may not be changed; None where all are."""
    return LOOKING if frame.watching else None if frame.writable else READING


def may(frame: SessionFrame, id: str) -> bool:
    """Whether an action is allowed; where nothing may be changed, Enter shows a step instead of editing it."""
    ids = offered(frame)
    return ids is None or (id in ids and (id != "item.edit" or (frame.page.opens_steps and frame.step is not None)))


def action_of(id: str) -> Action:
    """Return the action with an id."""
    return plan.telling(id, ACTIONS[id]) if id in ACTIONS else ASKED[id]
