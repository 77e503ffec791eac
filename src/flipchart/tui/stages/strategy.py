"""Strategy: ways to go about it, what there is to build on, what stands in the way, and the reward."""

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.improvements import AddImprovement, ReviseImprovement
from flipchart.domain.plan import Improvement, Note
from flipchart.domain.quick import HORIZON_WORDS, TypedStrategy
from flipchart.domain.said import said
from flipchart.tui.prompts.prompt import Outcome, Prompt
from flipchart.tui.prompts.strategies import (
    QUESTIONS,
    EditStrategyPrompt,
    OptionPrompt,
    Part,
    PartPrompt,
    StrategyPrompt,
    next_part,
    strategy_of,
)
from flipchart.tui.stages.page import Hints, Page, around, choices
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, Span
from flipchart.tui.text.rows import BLANK, Heading, Row, Stack, Words

OPTION, SECOND = 1, 2
"""The digits that are not for a part: one more option; the horizon of a strategy, or taking an option up."""

PARTS: dict[Part, str] = {
    "strengths": said("strengths"), "barriers": said("barriers"), "reward": said("reward"),
}  # fmt: skip
NEXT_HORIZON = {None: "short", "short": "long", "long": None}


def options(view: Frame) -> tuple[Note, ...]:
    """The options that were named."""
    return tuple(note for note in view.session.notes if note.live and note.kind == "option")


def strategy_row(item: Improvement, number: str) -> Row:
    """A strategy with its horizon, what was said of it, and what is asked next."""
    parts = ((t("builds on"), item.strengths), (t("barrier:"), item.barriers), (t("reward:"), item.reward))
    below = tuple(Span(f"{label} {words}", "info") for label, words in parts if words)
    asked = next_part(item)
    horizon = t(HORIZON_WORDS[item.horizon]) if item.horizon else ""
    return Stack(item.id, number, item.text, horizon, below, t(QUESTIONS[asked.part]) if asked else "")


class Strategy(Page, frozen=True, dict=True):
    """What leads there, and what stands in the way?"""

    adds = "a strategy"

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The strategies, then the options."""
        above = view.session.above_line()
        words = tuple(Words(note.id, note.text, mark=" ·", indent=4) for note in options(view))
        named: tuple[Row, ...] = (Heading(None, t("Options")), *words) if words else ()
        rows = tuple(strategy_row(item, str(number)) for number, item in enumerate(above, 1))
        empty = said("No strategy yet: 1 for an option, a for what you will do.")
        none = Heading(None, t(empty if view.writable else said("No strategy yet.")))
        return (*rows, *((BLANK,) if rows and named else ()), *named) if rows or named else (none,)

    def pending(self, view: Frame) -> tuple[str, ...]:
        """How many options were named, and how many strategies there are."""
        ways, chosen = len(options(view)), len(view.session.above_line())
        parts = [tn("{n} option", "{n} options", ways)] if ways else []
        parts += [tn("{n} strategy", "{n} strategies", chosen)] if chosen else []
        return (" · ".join(parts), *parts[-1:], "") if parts else ("",)

    def answers(self, view: Frame) -> Line:
        """A digit for each thing that can be said of the row."""
        item = self._here(view)
        if item is not None:
            parts = [(PARTS[part], getattr(item, part) is None) for part in QUESTIONS]
            return choices([(said("option"), False), (said("horizon"), item.horizon is None), *parts])
        taken = [(said("take it up"), False)] if self._to_take(view) else []
        return choices([(said("option"), False), *taken])

    def answer(self, digit: int, view: Frame, report_id: str) -> tuple[Command, ...] | Prompt | Outcome:
        """One more option; the horizon, one part; an option that is taken up is a strategy."""
        item, option, parts = self._here(view), self._to_take(view), list(QUESTIONS)
        if digit == OPTION:
            return OptionPrompt()
        if item is not None and digit == SECOND:
            return (ReviseImprovement(item.id, {"horizon": NEXT_HORIZON[item.horizon]}),)
        if item is not None and digit - SECOND <= len(parts):
            return PartPrompt(item.id, parts[digit - SECOND - 1])
        if option is not None and digit == SECOND:
            new = strategy_of(view, TypedStrategy(option.text), report_id)
            return Outcome((AddImprovement(new),), cursor=new.id)
        return ()

    def capture(self, view: Frame) -> Prompt:
        """A strategy in one line."""
        return StrategyPrompt()

    def edit(self, view: Frame) -> Prompt | None:
        """What is still missing of it; the whole line where nothing is."""
        item = self._here(view)
        return (next_part(item) or EditStrategyPrompt(item.id)) if item else super().edit(view)

    def words(self, view: Frame) -> Prompt | None:
        """The line with all its parts."""
        item = self._here(view)
        return EditStrategyPrompt(item.id) if item else super().words(view)

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next strategy that lacks a part, else the next row."""
        ids = [row.id for row in self.rows(view) if row.id]
        wanting = {item.id for item in view.session.above_line() if next_part(item)}
        return around(ids, view.cursor, wanting or set(ids), back)

    def hints(self, view: Frame) -> Hints:
        """Add, ask."""
        ask = (("item.edit", "ask"),) if self._here(view) else ()
        return (("capture.open", "add strategy"), *ask, ("answer.1", "option"), ("stage.next", "next stage"),
                ("item.drop", "drop"), ("clock.toggle", "pause"))  # fmt: skip

    @staticmethod
    def _here(view: Frame) -> Improvement | None:
        return next((item for item in view.session.above_line() if item.id == view.cursor), None)

    @staticmethod
    def _to_take(view: Frame) -> Note | None:
        """The option under the cursor that was not taken up yet."""
        known = {item.text for item in view.session.above_line()}
        return next((it for it in options(view) if it.id == view.cursor and it.text not in known), None)
