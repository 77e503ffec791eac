"""A step becomes smaller: its words are shortened, and what is left for later is a step of its own."""

from dataclasses import dataclass

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.resources import AddResource
from flipchart.domain.commands.split import SplitStep
from flipchart.domain.commands.steps import ReviseStep
from flipchart.domain.quick import Captured, complete, echo, needs_of, read_line, step_of
from flipchart.domain.record import find
from flipchart.domain.saying import counted
from flipchart.ids import Ids
from flipchart.tui.prompts.follow_up import asked_once, onward, report
from flipchart.tui.prompts.prompt import Box, Echo, Outcome
from flipchart.tui.text.frame import View

BREAK = " / "
"""What parts two steps on one line; with blanks, as "and/or" is no break."""
ASKED = "Shorten it; what is left goes behind a /."


@dataclass(frozen=True, slots=True)
class SmallerBox(Box):
    """The step `item` in fewer words; each part behind a slash becomes a step in the grammar of capture."""

    name = "smaller"

    def label(self, view: View) -> str:
        """What is asked."""
        return "Smaller"

    def start(self, view: View) -> str:
        """The words that it has."""
        return find(view.session.steps, self.item, "step").text

    def echo(self, text: str, view: View) -> Echo:
        """What becomes of it."""
        first, *others = _parts(text, view)
        if not others:
            return Echo((first.text,) if first.text != self.start(view) else (), ASKED)
        return Echo(
            (counted(len(others) + 1, "step"), *(", ".join((it.text, *echo(it, view.today))) for it in others))
        )

    def complete(self, text: str, view: View) -> str | None:
        """The name that was begun."""
        return complete(text, view.session.people)

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Word it anew, add the parts, and keep in a report what it was."""
        first, *others = _parts(text, view)
        before = self.start(view)
        if not first.text or (first.text == before and not others):
            return Outcome(refused=ASKED)
        commands = self._split(first, others, view, ids) if others else self._worded(first, before, view, ids)
        return Outcome((*asked_once(view, self.item), *commands), None, onward(view, self.item))

    def _split(self, first: Captured, others: list[Captured], view: View, ids: Ids) -> tuple[Command, ...]:
        parts = [step_of(it, ids()) for it in others]
        needs = [need for part, it in zip(parts, others, strict=True) for need in needs_of(it, part.id, ids)]
        split = SplitStep(self.item, first.text, tuple(parts), view.today, ids(), view.sitting)
        return (split, *map(AddResource, needs))

    def _worded(self, first: Captured, before: str, view: View, ids: Ids) -> tuple[Command, ...]:
        revise = ReviseStep(self.item, {"text": first.text}, view.today, ids(), view.planning)
        return (report(view, self.item, ids, note=f"Smaller. It was: {before}"), revise)


def _parts(text: str, view: View) -> list[Captured]:
    """The first of these is what stays; a part without words is none."""
    first, *others = text.split(BREAK)
    read = [read_line(it, view.session.people, view.here, view.date_order) for it in others if it.strip()]
    # What stays is only worded anew: its owner and its date have keys of their own.
    return [Captured(text=first.strip()), *(it for it in read if it.text)]
