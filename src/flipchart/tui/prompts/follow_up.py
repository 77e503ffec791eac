"""Boxes of a follow-up: what help, which new day, why dropped, a word; each adds a report of the step `item`."""

from dataclasses import dataclass

from flipchart.domain.check_in import TWO_SLIPS, ask_smaller
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.plan import StepState
from flipchart.domain.quick import read_who_when
from flipchart.domain.record import find
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Box, Outcome
from flipchart.tui.prompts.steps import DueBox
from flipchart.tui.text.frame import View


def report(view: View, id: str, ids: Ids, **said: object) -> RecordReport:
    """A report of today, in the sitting that is under way, if one is."""
    return RecordReport(id, view.today, ids(), run=view.sitting, **said)  # type: ignore[arg-type]


def asked_once(view: View, id: str) -> tuple[WaveGap, ...]:
    """What keeps that "smaller, another owner, or drop it?" was asked of a step that slipped twice.

    It comes before the answer, so that undoing takes the answer back first.
    """
    step = find(view.session.steps, id, "step")
    return (WaveGap(TWO_SLIPS, id),) if ask_smaller(view.session, step) else ()


def onward(view: View, id: str) -> str:
    """The row to stand on after a step was told of: the next one where each has the screen, else the same."""
    return view.follower or id


@dataclass(frozen=True, slots=True)
class ReportBox(Box):
    """A sentence about a step: `state` is what it becomes with it, if anything."""

    asked = "Comment"
    wanted = "one sentence"
    state: StepState | None = None
    field = "note"

    def label(self, view: View) -> str:
        """What is asked."""
        return self.asked

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return self.wanted

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Add the report and go on to the next step."""
        told = report(view, self.item, ids, state=self.state, **{self.field: text})
        if self.state is None:
            return Outcome((told,), None, view.cursor)
        return Outcome((*asked_once(view, self.item), told), None, onward(view, self.item), asks=self.item)


@dataclass(frozen=True, slots=True)
class CommentBox(ReportBox):
    """A word about the step, whatever its state."""

    name = "comment"


@dataclass(frozen=True, slots=True)
class ChangedBox(ReportBox):
    """What a step that is done has changed, in its owner's one sentence."""

    name = "changed"
    asked = "What did it change?"
    wanted = "one sentence; enter leaves it out"


@dataclass(frozen=True, slots=True)
class StuckBox(ReportBox):
    """What help a stuck step needs, and from whom."""

    name = "stuck"
    asked = "What help, from whom"
    wanted = "an electrician, Pat asks"
    state: StepState | None = "blocked"
    field = "support"


@dataclass(frozen=True, slots=True)
class DroppedBox(ReportBox):
    """Why a step is given up: a decision, not a failure."""

    name = "dropped"
    asked = "Dropped, since"
    wanted = "a decision, not a failure: why?"
    state: StepState | None = "dropped"


@dataclass(frozen=True, slots=True)
class NewDateBox(DueBox):
    """Another day for a step; the first promise is kept."""

    name = "newdate"

    def label(self, view: View) -> str:
        """What is asked."""
        return "New date"

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return "fri · 2w · 15 dec · ~fri for a wish"

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Report the new date and go on."""
        outcome = DueBox.enter(self, text, view, ids)
        if outcome.refused:
            return outcome
        read = self._read(text, view)
        if read.due is None:
            return Outcome(refused="Which day? Type fri, 2w or 15 dec.")
        told = report(view, self.item, ids, due=read.due, hoped=read.hoped)
        return Outcome((*asked_once(view, self.item), told), None, onward(view, self.item), asks=self.item)


@dataclass(frozen=True, slots=True)
class NewOwnerBox(Box):
    """Who takes the step over."""

    name = "newowner"

    def label(self, view: View) -> str:
        """What is asked."""
        return "New owner"

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Report the new owner, and the new date when one is typed with it."""
        read = read_who_when(text, view.session.people, view.here, view.date_order)
        if read.left or not read.owner:
            return Outcome(refused=read.hints[0] if read.hints else "Whose name goes here?")
        told = [report(view, self.item, ids, owner=read.owner)]
        if read.due:
            told.append(report(view, self.item, ids, due=read.due, hoped=read.hoped))
        return Outcome((*asked_once(view, self.item), *told), None, view.cursor)
