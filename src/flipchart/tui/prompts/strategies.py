"""Prompts of strategies: the whole strategy on one line, one part of it, and options."""

from typing import Literal

from flipchart.domain.commands.improvements import AddImprovement, ReviseImprovement
from flipchart.domain.commands.notes import AddNote
from flipchart.domain.plan import Improvement, Note
from flipchart.domain.quick import TypedStrategy, echo_strategy, read_strategy, write_strategy
from flipchart.domain.record import find
from flipchart.domain.said import said
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Echo, Outcome, Prompt
from flipchart.tui.text.frame import Frame

Part = Literal["strengths", "barriers", "reward"]
QUESTIONS: dict[Part, str] = {
    "strengths": said("What is there already that leads there?"),
    "barriers": said("What stands in the way?"),
    "reward": said("What is the reward on the way?"),
}
LABELS: dict[Part, str] = {"strengths": said("Strengths"), "barriers": said("Barriers"), "reward": said("Reward")}
FIELDS = ("text", "horizon", "strengths", "barriers", "reward")


def strategy_of(view: Frame, read: TypedStrategy, id: str) -> Improvement:
    """Return a new strategy from a line; where there is only one goal, it serves that goal."""
    goals = [goal.id for goal in view.session.goals if goal.live]
    values = {name: getattr(read, name) for name in FIELDS}
    return Improvement(id=id, goal=goals[0] if len(goals) == 1 else None, **values)


class StrategyPrompt(Prompt, frozen=True):
    """One line is one strategy."""

    name = "strategy"
    verb = "add"
    stays = True

    def invitation(self, view: Frame) -> str:
        """How a line is written."""
        return "a strategy #short +strengths !barriers =reward"

    def echo(self, text: str, view: Frame) -> Echo:
        """What was understood."""
        read = read_strategy(text, view.here, view.language)
        return Echo(echo_strategy(read), (*read.hints, "")[0])

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add it and stay."""
        read = read_strategy(text, view.here, view.language)
        if not read.text:
            return Outcome(refused="What is the strategy? Its words are missing.")
        new = strategy_of(view, read, ids())
        return Outcome((AddImprovement(new),), self, new.id)


class EditStrategyPrompt(StrategyPrompt, frozen=True):
    """The line of a strategy that is there already."""

    name = "editstrategy"
    verb = "keep"
    stays = False

    def label(self, view: Frame) -> str:
        """What is done."""
        return "Edit"

    def start(self, view: Frame) -> str:
        """The strategy as one would have typed it."""
        return write_strategy(find(view.session.improvements, self.item, "improvement"))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Change it."""
        read = read_strategy(text, view.here, view.language)
        if not read.text:
            return Outcome(refused="What is the strategy? Its words are missing.")
        changes = {name: getattr(read, name) for name in FIELDS}
        return Outcome((ReviseImprovement(self.item, changes),), None, self.item)


class PartPrompt(Prompt, frozen=True):
    """One part of the strategy `item`; Enter goes on to the next part that is missing, Tab passes it over."""

    part: Part = "strengths"
    name = "part"

    @property
    def key(self) -> str:
        """A draft belongs to the part of its strategy."""
        return f"{self.name}:{self.part}:{self.item}"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return LABELS[self.part]

    def invitation(self, view: Frame) -> str:
        """The question."""
        return QUESTIONS[self.part]

    def start(self, view: Frame) -> str:
        """What was said."""
        item = find(view.session.improvements, self.item, "improvement")
        return getattr(item, self.part) or ""

    def passed_over(self, view: Frame) -> Prompt | None:
        """The next part that was not said."""
        return next_part(find(view.session.improvements, self.item, "improvement"), self.part)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep it and go on."""
        return Outcome((ReviseImprovement(self.item, {self.part: text}),), self.passed_over(view), self.item)


def next_part(item: Improvement, after: Part | None = None) -> PartPrompt | None:
    """Return the prompt for the first part of a strategy after `after` that is empty, or None."""
    order = list(QUESTIONS)
    behind = order[order.index(after) + 1 :] if after else order
    return next((PartPrompt(item.id, part) for part in behind if getattr(item, part) is None), None)


class OptionPrompt(Prompt, frozen=True):
    """A way to go about it, written down before anybody judges it."""

    name = "option"
    verb = "add"
    stays = True

    def label(self, view: Frame) -> str:
        """What it is."""
        return "Option"

    def invitation(self, view: Frame) -> str:
        """What helps."""
        return "one way to go about it; an odd one is welcome"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep it with the time and stay."""
        note = Note(id=ids(), at=view.now, kind="option", text=text)
        return Outcome((AddNote(note),), self, note.id)
