"""Boxes of a follow-up: what help, which new day, why dropped, a word; each adds a report of the step `item`."""

from dataclasses import dataclass

from flipchart.domain.check_in import TWO_SLIPS, ask_smaller
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.resources import AddResource
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.commands.steps import ReviseStep, SplitStep
from flipchart.domain.plan import StepState
from flipchart.domain.quick import Captured, complete, echo, needs_of, read_line, read_who_when, step_of
from flipchart.domain.record import find
from flipchart.domain.saying import counted
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Echo, Outcome, Prompt
from flipchart.tui.prompts.steps import DuePrompt
from flipchart.tui.text.frame import Frame


def report(view: Frame, id: str, ids: Ids, **said: object) -> RecordReport:
    """A report of today, in the sitting that is under way, if one is."""
    return RecordReport(id, view.today, ids(), run=view.sitting, **said)  # type: ignore[arg-type]


def asked_once(view: Frame, id: str) -> tuple[WaveGap, ...]:
    """What keeps that "smaller, another owner, or drop it?" was asked of a step that slipped twice.

    It comes before the answer, so that undoing takes the answer back first.
    """
    step = find(view.session.steps, id, "step")
    return (WaveGap(TWO_SLIPS, id),) if ask_smaller(view.session, step) else ()


def onward(view: Frame, id: str) -> str:
    """The row to stand on after a step was told of: the next one where each has the screen, else the same."""
    return view.follower or id


@dataclass(frozen=True, slots=True)
class ReportPrompt(Prompt):
    """A sentence about a step: `state` is what it becomes with it, if anything."""

    asked = "Comment"
    wanted = "one sentence"
    state: StepState | None = None
    field = "note"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return self.asked

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return self.wanted

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add the report and go on to the next step."""
        told = report(view, self.item, ids, state=self.state, **{self.field: text})
        if self.state is None:
            return Outcome((told,), None, view.cursor)
        return Outcome((*asked_once(view, self.item), told), None, onward(view, self.item), asks=self.item)


@dataclass(frozen=True, slots=True)
class CommentPrompt(ReportPrompt):
    """A word about the step, whatever its state."""

    name = "comment"


@dataclass(frozen=True, slots=True)
class ChangedPrompt(ReportPrompt):
    """What a step that is done has changed, in its owner's one sentence."""

    name = "changed"
    asked = "What did it change?"
    wanted = "one sentence; enter leaves it out"


@dataclass(frozen=True, slots=True)
class StuckPrompt(ReportPrompt):
    """What help a stuck step needs, and from whom."""

    name = "stuck"
    asked = "What help, from whom"
    wanted = "an electrician, Pat asks"
    state: StepState | None = "blocked"
    field = "support"


@dataclass(frozen=True, slots=True)
class DroppedPrompt(ReportPrompt):
    """Why a step is given up: a decision, not a failure."""

    name = "dropped"
    asked = "Dropped, since"
    wanted = "a decision, not a failure: why?"
    state: StepState | None = "dropped"


@dataclass(frozen=True, slots=True)
class NewDatePrompt(DuePrompt):
    """Another day for a step; the first promise is kept."""

    name = "newdate"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "New date"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "fri · 2w · 15 dec · ~fri for a wish"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Report the new date and go on."""
        outcome = DuePrompt.enter(self, text, view, ids)
        if outcome.refused:
            return outcome
        read = self._read(text, view)
        if read.due is None:
            return Outcome(refused="Which day? Type fri, 2w or 15 dec.")
        told = report(view, self.item, ids, due=read.due, hoped=read.hoped)
        return Outcome((*asked_once(view, self.item), told), None, onward(view, self.item), asks=self.item)


@dataclass(frozen=True, slots=True)
class NewOwnerPrompt(Prompt):
    """Who takes the step over."""

    name = "newowner"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "New owner"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Report the new owner, and the new date when one is typed with it."""
        read = read_who_when(text, view.session.people, view.here, view.date_order, view.language)
        if read.left or not read.owner:
            return Outcome(refused=read.hints[0] if read.hints else "Whose name goes here?")
        told = [report(view, self.item, ids, owner=read.owner)]
        if read.due:
            told.append(report(view, self.item, ids, due=read.due, hoped=read.hoped))
        return Outcome((*asked_once(view, self.item), *told), None, view.cursor)


BREAK = " / "
"""What parts two steps on one line; with blanks, as "and/or" is no break."""
ASKED = "Shorten it; what is left goes behind a /."


@dataclass(frozen=True, slots=True)
class SmallerPrompt(Prompt):
    """The step `item` in fewer words; each part behind a slash becomes a step in the grammar of capture."""

    name = "smaller"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Smaller"

    def start(self, view: Frame) -> str:
        """The words that it has."""
        return find(view.session.steps, self.item, "step").text

    def echo(self, text: str, view: Frame) -> Echo:
        """What becomes of it."""
        first, *others = _parts(text, view)
        if not others:
            return Echo((first.text,) if first.text != self.start(view) else (), ASKED)
        return Echo(
            (counted(len(others) + 1, "step"), *(", ".join((it.text, *echo(it, view.today))) for it in others))
        )

    def complete(self, text: str, view: Frame) -> str | None:
        """The name that was begun."""
        return complete(text, view.session.people)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Word it anew, add the parts, and keep in a report what it was."""
        first, *others = _parts(text, view)
        before = self.start(view)
        if not first.text or (first.text == before and not others):
            return Outcome(refused=ASKED)
        commands = self._split(first, others, view, ids) if others else self._worded(first, before, view, ids)
        return Outcome((*asked_once(view, self.item), *commands), None, onward(view, self.item))

    def _split(self, first: Captured, others: list[Captured], view: Frame, ids: Ids) -> tuple[Command, ...]:
        parts = [step_of(it, ids()) for it in others]
        needs = [need for part, it in zip(parts, others, strict=True) for need in needs_of(it, part.id, ids)]
        split = SplitStep(self.item, first.text, tuple(parts), view.today, ids(), view.sitting)
        return (split, *map(AddResource, needs))

    def _worded(self, first: Captured, before: str, view: Frame, ids: Ids) -> tuple[Command, ...]:
        revise = ReviseStep(self.item, {"text": first.text}, view.today, ids(), view.planning)
        return (report(view, self.item, ids, note=f"Smaller. It was: {before}"), revise)


def _parts(text: str, view: Frame) -> list[Captured]:
    """The first of these is what stays; a part without words is none."""
    first, *others = text.split(BREAK)
    people, order = view.session.people, view.date_order
    read = [read_line(it, people, view.here, order, view.language) for it in others if it.strip()]
    # What stays is only worded anew: its owner and its date have keys of their own.
    return [Captured(text=first.strip()), *(it for it in read if it.text)]
