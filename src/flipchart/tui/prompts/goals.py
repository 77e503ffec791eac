"""Prompts of goals: the whole goal on one line, or one question after the other for what is missing."""

from collections.abc import Mapping

from flipchart.domain.commands.goals import AddGoal, ReviseGoal
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Goal
from flipchart.domain.promises import to_come
from flipchart.domain.quick import (
    QUESTIONS,
    Asked,
    TypedGoal,
    complete,
    echo_goal,
    missing,
    read_goal,
    read_reader,
    read_way,
    way_words,
    write_goal,
    write_way,
)
from flipchart.domain.record import find
from flipchart.domain.said import said
from flipchart.domain.when import day_words, read_date
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Echo, Outcome, Prompt, ahead
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t

FIELDS = ("text", "why", "measure", "unit", "baseline", "target", "by", "who", "every")


def _read(text: str, view: Frame) -> TypedGoal:
    return read_goal(text, view.session.people, view.here, view.date_order, view.language)


def goal_of(view: Frame, id: str) -> Goal:
    """The goal with this id; raises Rejected where it is no longer in the plan."""
    return find(view.session.goals, id, "goal")


class GoalPrompt(Prompt, frozen=True):
    """One line is one goal."""

    name = "goal"
    verb = "add"
    stays = True

    def invitation(self, view: Frame) -> str:
        """How a line is written."""
        return "a goal !why =measure =40->10 unit >by @who #weekly"

    def echo(self, text: str, view: Frame) -> Echo:
        """What was understood, and what will be asked next; nothing of it is required."""
        read = _read(text, view)
        asked = [QUESTIONS[it] for it in missing(read)]
        return Echo(echo_goal(read, view.today), (*read.hints, *asked, "")[0])

    def complete(self, text: str, view: Frame) -> str | None:
        """The name that was begun."""
        return complete(text, view.session.people)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add it and stay."""
        read = _read(text, view)
        if not read.text:
            return Outcome(refused="What is the goal? Its words are missing.")
        ahead(read.by, view)
        goal = Goal(id=ids(), **{name: value for name in FIELDS if (value := getattr(read, name)) is not None})
        return Outcome((AddGoal(goal),), self, goal.id)


class EditGoalPrompt(GoalPrompt, frozen=True):
    """The line of a goal that is there already."""

    name = "editgoal"
    verb = "keep"
    stays = False

    def label(self, view: Frame) -> str:
        """What is done."""
        return "Edit"

    def start(self, view: Frame) -> str:
        """The goal as one would have typed it."""
        return write_goal(goal_of(view, self.item), view.session.people, view.here)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Change what reads differently now; what the line cannot tell stays as it was."""
        read, before = _read(text, view), _read(self.start(view), view)
        if not read.text:
            return Outcome(refused="What is the goal? Its words are missing.")
        ahead(read.by, view, before.by)
        changes = {name: new for name in FIELDS if (new := getattr(read, name)) != getattr(before, name)}
        return Outcome((ReviseGoal(self.item, changes),) if changes else (), None, self.item)


LABELS: dict[Asked, str] = {
    "why": said("Why"), "measure": said("Count"), "way": said("From, to"), "by": said("By when"),
    "who": said("Who, how often"),
}  # fmt: skip
EXAMPLES: dict[Asked, str] = {
    "why": said("they call again, and wait in pain"), "measure": said("calls that ring out"),
    "way": said("40 -> 10 calls a week"),
    "by": said("15 jan · 3 months · eom"), "who": said("ana weekly"),
}  # fmt: skip


class AskGoalPrompt(Prompt, frozen=True):
    """One question about the goal `item`; Enter goes on to what is still missing, Tab passes it over."""

    asked: Asked = "why"
    name = "askgoal"

    @property
    def key(self) -> str:
        """A draft belongs to the question of its goal."""
        return f"{self.name}:{self.asked}:{self.item}"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return LABELS[self.asked]

    def invitation(self, view: Frame) -> str:
        """An answer of the kind that helps."""
        return EXAMPLES[self.asked]

    def start(self, view: Frame) -> str:
        """The answer that was given."""
        goal = goal_of(view, self.item)
        if self.asked == "way":
            return write_way(goal) if goal.baseline is not None or goal.target is not None or goal.unit else ""
        if self.asked == "who":
            return " ".join(part for part in (goal.who and f"{goal.who},", goal.every) if part).rstrip(",")
        if self.asked == "by":
            return goal.by.isoformat() if goal.by else ""
        return (goal.why if self.asked == "why" else goal.measure) or ""

    def complete(self, text: str, view: Frame) -> str | None:
        """The name that was begun, where a name is asked for."""
        if self.asked != "who" or not text or " " in text:
            return None
        whole = complete(f"@{text.removeprefix('@')}", view.session.people)
        return whole.removeprefix("@").replace('"', "") + " " if whole else None

    def passed_over(self, view: Frame) -> Prompt | None:
        """The next question that has no answer, of this goal or of those after it."""
        return next_question(view, goal_of(view, self.item), self.asked)

    def echo(self, text: str, view: Frame) -> Echo:
        """What was understood."""
        if self.asked in ("why", "measure"):
            return Echo()
        try:
            changes, hint = self._changes(text, view)
        except Rejected as refused:
            return Echo(hint=refused.sentence)
        return Echo(tuple(_change_words(changes, view)), hint)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep the answer and go on."""
        try:
            changes, hint = self._changes(text, view)
        except Rejected as refused:
            return Outcome(refused=str(refused))
        if not changes:
            return Outcome(refused=hint)
        command = ReviseGoal(self.item, changes)
        after = command.apply(view.session)
        then = next_question(view, find(after.goals, self.item, "goal"), self.asked, here=True)
        return Outcome((command,), then, self.item)

    def _changes(self, text: str, view: Frame) -> tuple[Mapping[str, object], str]:
        if self.asked == "way":
            way = read_way(text)
            if way is None:
                return {}, t("Numbers, please: 40 -> 10 calls a week.")
            return {"baseline": way.baseline, "target": way.target, "unit": way.unit}, ""
        if self.asked == "by":
            by = read_date(text.removeprefix(">").strip(), view.today, view.date_order, view.language)
            return {"by": to_come(by, view.today)}, ""
        if self.asked == "who":
            who, every, hint = read_reader(text, view.session.people)
            return ({"who": who, "every": every} if who or every else {}), hint
        return {self.asked: text}, ""


def _change_words(changes: Mapping[str, object], view: Frame) -> list[str]:
    goal = Goal(id="-", text="-").revise(**changes)
    words = [way_words(goal.baseline, goal.target, goal.unit)] if "unit" in changes else []
    words += [t(day_words(goal.by, view.today))] if goal.by else []
    words += [t("{name} measures", name=goal.who)] if goal.who else []
    return [part for part in (*words, goal.every or "") if part]


def next_question(view: Frame, goal: Goal, after: Asked | None = None, here: bool = False) -> AskGoalPrompt | None:
    """Return the prompt for the next missing answer of this goal, else (unless only `here`) of the goals after it.

    Only questions that come later than `after` are asked: earlier ones were passed over on purpose.
    """
    order = list(QUESTIONS)
    behind = order[order.index(after) + 1 :] if after else order
    mine = [asked for asked in missing(goal) if asked in behind]
    if mine:
        return AskGoalPrompt(goal.id, mine[0])
    goals = [it for it in view.session.goals if it.live]
    place = next((n for n, it in enumerate(goals, 1) if it.id == goal.id), 0)
    others = [] if here else [(it.id, missing(it)) for it in goals[place:] if missing(it)]
    return AskGoalPrompt(others[0][0], others[0][1][0]) if others else None
