"""What every page is."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from flipchart.domain.commands.command import Command
from flipchart.domain.needs import lacking
from flipchart.domain.pending import pace_words
from flipchart.domain.session import Session
from flipchart.tui.prompts.follow_up import CommentPrompt
from flipchart.tui.prompts.goals import EditGoalPrompt
from flipchart.tui.prompts.improvements import EditImprovementPrompt
from flipchart.tui.prompts.notes import NotePrompt, ParkPrompt, RiskPrompt
from flipchart.tui.prompts.prompt import Outcome, Prompt
from flipchart.tui.prompts.resources import EditNeedPrompt, NeedPrompt
from flipchart.tui.prompts.run import EditMilestonePrompt
from flipchart.tui.prompts.steps import DuePrompt, EditStepPrompt, OwnerPrompt, StepPrompt
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, Span
from flipchart.tui.text.plan import open_first, ordered
from flipchart.tui.text.rows import Heading, Row

Hints = tuple[tuple[str, str], ...]
"""Key ids with the words that the footer says of them here, most wanted first."""


class Page(Struct, frozen=True, dict=True):
    """One place of the workshop. The defaults are those of a page that shows steps."""

    stands = True
    """Whether the cursor begins on a row; else the page is shown from its top."""

    has_parking = False
    """Whether the page itself shows the parking lot."""

    by_improvement = False
    """Whether it shows the steps of one improvement at a time, the one in focus."""

    sorts = False
    """Whether open steps come first; they are sorted on entering and not again while the cursor is among them."""

    one_by_one = False
    """Whether one item has the screen: then next and back go from item to item, and an answer goes to the next."""

    types_digits = False
    """Whether the digit that opens a prompt is also the first character typed in it."""

    follows_up = False
    """Whether the group reports here on each step: then dropping one asks for the reason."""

    opens_steps = False
    """Whether Enter on a step shows all that is known of it, with its history; its words are a key away (e)."""

    adds = "a step"
    """What the key of the capture line adds, in words for the wall; "" says nothing."""

    timed = False
    """Whether the rows show times that change with the clock."""

    titled = False
    """Whether the rows begin with the title of the session."""

    asks_itself = False
    """Whether the rows say what is asked, so that the stage's question is left out."""

    def sort(self, session: Session, today: dt.date) -> tuple[str, ...]:
        """The order in which steps are shown for as long as the stage is not left."""
        return open_first(session)

    def items(self, view: Frame) -> list[str]:
        """The items of a page that shows them one by one."""
        return []

    def advance(self, view: Frame, back: bool) -> str | None:
        """Return the id of the item after the one on the screen (with `back` before it), or None at the end."""
        ids = self.items(view)
        if not ids:
            return None
        there = (ids.index(view.cursor) if view.cursor in ids else 0) + (-1 if back else 1)
        return ids[there] if 0 <= there < len(ids) else None

    def focus_words(self, view: Frame, short: bool) -> str:
        """What is being worked on, if the page works on one thing at a time."""
        return ""

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The plan as this page shows it."""
        raise NotImplementedError

    def pending(self, view: Frame) -> tuple[str, ...]:
        """Return how much is still to do here and the time for each, in several wordings, the longest first."""
        if view.clock is None or view.clock.stage is None:
            return ("",)
        return pace_words(view.session, view.clock.stage.kind, view.clock.stage.remaining)

    def load(self, view: Frame, typed: str) -> Line:
        """A line of help for what is being typed or stands under the cursor."""
        return ()

    def foot(self, view: Frame) -> tuple[Line, ...]:
        """Lines at the foot of the page, below its rows."""
        return ()

    def answers(self, view: Frame) -> Line:
        """The digits that can be pressed here; a line that never gives way."""
        return ()

    def capture(self, view: Frame) -> Prompt:
        """What `a` opens."""
        step = view.step
        return StepPrompt((step.improvement if step else None) or "")

    def edit(self, view: Frame) -> Prompt | None:
        """What Enter opens on the row under the cursor: its words, unless the stage asks for something else."""
        return self.words(view)

    def words(self, view: Frame) -> Prompt | None:
        """What opens the words of the row under the cursor, in every stage."""
        session, id = view.session, view.cursor or ""
        tables = (
            (session.steps, EditStepPrompt), (session.improvements, EditImprovementPrompt),
            (session.goals, EditGoalPrompt), (session.milestones, EditMilestonePrompt),
            (session.resources, EditNeedPrompt), (session.parked, ParkPrompt), (session.notes, NotePrompt),
        )  # fmt: skip
        return next((box(id) for items, box in tables if any(item.id == id for item in items)), None)

    def prompt_for(self, action: str, view: Frame) -> Prompt | None:
        """Return the prompt that one of the keys for a part of a step opens, or None."""
        if view.step is None:
            return None
        kinds: dict[str, type[Prompt]] = {
            "step.owner": OwnerPrompt, "step.due": DuePrompt, "step.resource": NeedPrompt, "step.risk": RiskPrompt,
            "report.note": CommentPrompt,
        }  # fmt: skip
        return kinds[action](view.step.id) if action in kinds else None

    def answer(self, digit: int, view: Frame, report_id: str) -> tuple[Command, ...] | Prompt | Outcome:
        """Return what a digit says of the row under the cursor: commands, or a prompt where it needs words as well.

        An Outcome also tells where the cursor goes, or what is said afterwards.
        """
        return ()

    def does(self, digit: int, view: Frame) -> str | None:
        """Return the id of the action that a digit stands for, where it changes nothing in the plan by itself."""
        return None

    def turn(self, view: Frame, back: bool) -> str | None:
        """Return the mode to which Tab goes on, on a page that goes through its rows in several ways."""
        return None

    def move(self, offset: int, view: Frame) -> tuple[Command, ...]:
        """What moving the row under the cursor does."""
        return ()

    def first(self, view: Frame) -> str | None:
        """Return the id of the row on which the cursor begins, or None for the first row.

        Where open steps come first (`sorts`) that is the first gap.
        """
        return self.next_gap(view, back=False) if self.sorts else None

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The row that Tab goes to: the next step that lacks something."""
        ids = [step.id for step in ordered(view)]
        wanting = {step.id for step in view.session.steps if lacking(view.session, step)}
        return around(ids, view.cursor, wanting, back)

    def hints(self, view: Frame) -> Hints:
        """Return the keys that the footer names while no prompt is open."""
        return (("capture.open", "add"), ("item.edit", "edit"))


def no_steps(view: Frame) -> Row:
    """What is said where there are none, with the key that makes one where that may be done."""
    return Heading(None, t("No steps yet: a to write one down.") if view.writable else t("No steps yet."))


def choices(words: Sequence[tuple[str, bool]]) -> Line:
    """Return a line with a digit before each word, and a question mark behind those that wait for an answer.

    The words have no style of their own, but that of their row.
    """
    parts = ((Span(f"{digit} ", "key"), Span(f"{t(word)}{'?' * asked}"), Span("  "))
             for digit, (word, asked) in enumerate(words, 1))  # fmt: skip
    return tuple(span for part in parts for span in part)


def around(ids: list[str], here: str | None, wanted: set[str], back: bool) -> str | None:
    """Return the next of `wanted` after `here` in the order of `ids`, with `back` the one before; the ends meet."""
    if back:
        ids = ids[::-1]
    start = ids.index(here) + 1 if here in ids else 0
    return next((id for id in ids[start:] + ids[:start] if id in wanted), None)
