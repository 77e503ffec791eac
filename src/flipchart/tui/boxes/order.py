"""The box that says after which other steps a step comes."""

from dataclasses import dataclass

from flipchart.domain.commands.order import OrderStep
from flipchart.domain.errors import Rejected
from flipchart.domain.gaps import brief
from flipchart.domain.plan import Step
from flipchart.domain.record import find
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Box, Echo, Outcome
from flipchart.tui.text.frame import View
from flipchart.tui.text.plan import numbered


@dataclass(frozen=True, slots=True)
class AfterBox(Box):
    """What the step `item` waits for: numbers as they stand in its improvement, or words of a step anywhere."""

    name = "after"

    def label(self, view: View) -> str:
        """What is asked."""
        return "After step"

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return "its number: 1 · or words of it · - for none"

    def start(self, view: View) -> str:
        """The numbers that stand now, and the words of those that have none here."""
        step = find(view.session.steps, self.item, "step")
        numbers = numbered(view.session, step)
        known = {it.id: it for it in view.session.steps}
        return ", ".join(str(numbers.get(id) or known[id].text.replace(",", " ")) for id in step.after if id in known)

    def echo(self, text: str, view: View) -> Echo:
        """The steps that were meant."""
        try:
            meant = self._meant(text, view)
            OrderStep(self.item, tuple(step.id for step in meant)).apply(view.session)
            return Echo(tuple(brief(step.text, 32) for step in meant) or ("waits for nothing",))
        except Rejected as refused:
            return Echo(hint=refused.reason)

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Keep the order."""
        try:
            after = tuple(step.id for step in self._meant(text, view))
        except Rejected as refused:
            return Outcome(refused=str(refused))
        return Outcome((OrderStep(self.item, after),), None, self.item)

    def _meant(self, text: str, view: View) -> list[Step]:
        if text.strip() in ("-", "–"):
            return []
        step = find(view.session.steps, self.item, "step")
        here = {number: id for id, number in numbered(view.session, step).items()}
        others = [it for it in view.session.steps if it.id != self.item and it.state != "dropped"]
        numbers = text.replace(",", " ").split()
        parts = numbers if all(part.isdecimal() for part in numbers) else text.split(",")
        return [_one(part.strip(), here, others) for part in parts if part.strip()]


def _one(part: str, here: dict[int, str], others: list[Step]) -> Step:
    if part.isdecimal() and len(part) < 6:
        wanted = here.get(int(part))
        found = [step for step in others if step.id == wanted]
        if not found:
            raise Rejected(f"There is no other step {part} here.", "Type a number that stands before a step.")
        return found[0]
    words = part.casefold().split()
    found = [step for step in others if all(word in step.text.casefold() for word in words)]
    if len(found) != 1:
        many = f"{len(found)} steps say “{part}”." if found else f"No other step says “{part}”."
        raise Rejected(many, "Type its number, or more of its words.")
    return found[0]
