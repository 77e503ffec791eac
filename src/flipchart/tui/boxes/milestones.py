"""Boxes of milestones: points on the way of an improvement, with their days."""

from dataclasses import dataclass

from flipchart.domain.commands.milestones import AddMilestone, ReviseMilestone
from flipchart.domain.plan import Milestone
from flipchart.domain.quick import echo_milestone, read_milestone, write_milestone
from flipchart.domain.record import find
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Box, Echo, Outcome
from flipchart.tui.text.frame import View


@dataclass(frozen=True, slots=True)
class MilestoneBox(Box):
    """One line is one milestone of the improvement `item`."""

    name = "milestone"
    verb = "add"
    stays = True

    def label(self, view: View) -> str:
        """What it is."""
        return "Milestone"

    def invitation(self, view: View) -> str:
        """How a line is written."""
        return "half the wards use it >15 jan"

    def echo(self, text: str, view: View) -> Echo:
        """The day."""
        read = read_milestone(text, view.here, view.date_order)
        return Echo(echo_milestone(read, view.today), (*read.hints, "")[0])

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Add it and stay."""
        read = read_milestone(text, view.here, view.date_order)
        if not read.text:
            return Outcome(refused=read.hints[0])
        new = Milestone(id=ids(), improvement=self.item, text=read.text, due=read.due)
        return Outcome((AddMilestone(new),), self, new.id)


@dataclass(frozen=True, slots=True)
class EditMilestoneBox(MilestoneBox):
    """The line of a milestone that is there already."""

    name = "editmilestone"
    verb = "keep"
    stays = False

    def label(self, view: View) -> str:
        """What is done."""
        return "Edit"

    def start(self, view: View) -> str:
        """The milestone as one would have typed it."""
        return write_milestone(find(view.session.milestones, self.item, "milestone"), view.here)

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Change it."""
        read = read_milestone(text, view.here, view.date_order)
        if not read.text:
            return Outcome(refused=read.hints[0])
        return Outcome((ReviseMilestone(self.item, {"text": read.text, "due": read.due}),), None, self.item)
