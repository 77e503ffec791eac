"""Boxes that write steps: the capture box, and the same line again for editing."""

from dataclasses import dataclass, replace

from flipchart.domain.commands.steps import AddStep, ReviseStep
from flipchart.domain.ownership import asks_owner, sole_owner
from flipchart.domain.plan import Resource
from flipchart.domain.quick import Captured, complete, echo, needs_of, read_line, step_of, write_line
from flipchart.domain.record import find
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Box, Echo, Outcome
from flipchart.tui.text.frame import View

FIELDS = ("text", "owner", "helpers", "due", "hoped", "first_step", "first_step_at",
          "done_when", "roadblock", "contingency")  # fmt: skip


def _read(text: str, view: View) -> Captured:
    return read_line(text, view.session.people, view.here, view.date_order)


def known_needs(view: View, step: str) -> tuple[Resource, ...]:
    """The live resources that a step names."""
    return tuple(item for item in view.session.resources if item.live and step in item.steps)


class LineBox(Box):
    """A box whose line is read as a step."""

    def echo(self, text: str, view: View) -> Echo:
        """Owner, date and the rest as they were understood."""
        captured = _read(text, view)
        hint = captured.hints[0] if captured.hints else ""
        return Echo(echo(captured, view.today, far=not view.narrow), hint)

    def complete(self, text: str, view: View) -> str | None:
        """The name that was begun."""
        return complete(text, view.session.people)


@dataclass(frozen=True, slots=True)
class StepBox(LineBox):
    """The capture box: one line is one step of the improvement `item`."""

    name = "step"
    verb = "add"
    stays = True

    def invitation(self, view: View) -> str:
        """How a line is written."""
        return "a step: what @who >when #needs" if asks_owner(view.session) else "a step: what >when #needs"

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Add the step and stay."""
        captured = _read(text, view)
        if not captured.text:
            return Outcome(refused=captured.hints[0] if captured.hints else "What is the step?")
        step = step_of(captured, ids(), self.item or None)
        step = step.revise(owner=step.owner or sole_owner(view.session))
        return Outcome((AddStep(step, needs_of(captured, step.id, ids)),), self, step.id)


@dataclass(frozen=True, slots=True)
class EditStepBox(LineBox):
    """The line of a step that is there already, in the same grammar."""

    name = "editstep"

    def label(self, view: View) -> str:
        """What is done."""
        return "Edit"

    def start(self, view: View) -> str:
        """The step as one would have typed it."""
        step = find(view.session.steps, self.item, "step")
        needs = [item.text for item in known_needs(view, self.item)]
        return write_line(step, needs, view.session.people, view.here)

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Change the step."""
        captured = _read(text, view)
        if not captured.text:
            return Outcome(refused="What is the step? Its words are missing.")
        known = {item.text.casefold() for item in known_needs(view, self.item)}
        wanted = replace(captured, needs=tuple(it for it in captured.needs if it.casefold() not in known))
        changes = {name: getattr(captured, name) or None for name in FIELDS}
        changes |= {"helpers": captured.helpers, "hoped": captured.hoped}
        revise = ReviseStep(
            self.item, changes, view.today, ids(), view.planning,
            needs=needs_of(wanted, self.item, ids),
        )  # fmt: skip
        return Outcome((revise,), None, self.item)
