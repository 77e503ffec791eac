"""Review: the ranked list, votes, and the line below which an item is kept but not worked on."""

from flipchart.domain import clock_words
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.improvements import DrawLine, MoveImprovement, SetBelowLine
from flipchart.domain.plan import Improvement
from flipchart.domain.said import said
from flipchart.domain.saying import counted
from flipchart.tui.prompts.improvements import ImprovementPrompt, VotesPrompt
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.stages.page import Hints, Page, around
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.rows import Heading, Pair, Row, Words

LINE = "line:"
"""The id of the line itself, which moves like an item."""


def split(view: Frame) -> tuple[list[Improvement], list[Improvement]]:
    """The improvements above the line and below it."""
    live = [item for item in view.session.improvements if item.live]
    return [item for item in live if not item.below_line], [item for item in live if item.below_line]


def price(view: Frame) -> str:
    """What the line costs: how long Define has for each improvement above it."""
    above, _ = split(view)
    stages = view.clock.stages if view.clock else ()
    seconds = sum(max(stage.remaining, 0) for stage in stages
                  if stage.kind == "define" and stage.state not in ("done", "skipped"))  # fmt: skip
    if not above or not seconds:
        return tn("{n} above the line", "{n} above the line", len(above))
    return tn(
        "{n} above the line: {time} each",
        "{n} above the line: {time} each",
        len(above),
        time=clock_words.each_words(seconds / len(above)),
    )


class Review(Page, frozen=True, dict=True):
    """Which improvements get our time today?"""

    adds = "an improvement"

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """Both sides of the line, with votes."""
        above, below = split(view)
        if not above and not below:
            empty = said("No improvements yet: a to write them down, one per line.")
            return (Heading(None, t(empty if view.writable else said("No improvements yet."))),)
        rows: list[Row] = [_row(item, str(rank)) for rank, item in enumerate(above, 1)]
        side = t("below the line: kept, not worked on today") if below else t("the line: move it up to work on fewer")
        drawn = f"──── {side} ────"
        # In a narrow room the words have the row: a line that wraps is none.
        rows.append(Words(LINE, drawn if len(drawn) <= view.columns - 6 else f"── {side}", "info", 0, counted=False))
        return (*rows, *(_row(item, "") for item in below))

    def pending(self, view: Frame) -> tuple[str, ...]:
        """The price of the line."""
        return (price(view), price(view).replace(" the line", ""))

    def capture(self, view: Frame) -> Prompt:
        """Another improvement."""
        return ImprovementPrompt()

    def prompt_for(self, action: str, view: Frame) -> Prompt | None:
        """Votes."""
        known = any(item.id == view.cursor for item in view.session.improvements)
        return VotesPrompt(view.cursor or "") if action == "item.votes" and known else None

    def move(self, offset: int, view: Frame) -> tuple[Command, ...]:
        """Move the item within its side, across the line, or the line itself."""
        above, below = split(view)
        if view.cursor == LINE:
            return _move_line(offset, above, below)
        item = next((item for item in (*above, *below) if item.id == view.cursor), None)
        if item is None:
            return ()
        if (above and item is above[-1] and offset > 0) or (below and item is below[0] and offset < 0):
            return (SetBelowLine(item.id, not item.below_line),)
        return (MoveImprovement(item.id, offset),)

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next improvement without votes, else the next one."""
        above, below = split(view)
        ids = [item.id for item in (*above, *below)]
        without = {item.id for item in (*above, *below) if item.votes is None}
        return around(ids, view.cursor, without or set(ids), back)

    def hints(self, view: Frame) -> Hints:
        """Rank, votes, the line."""
        if view.cursor == LINE:
            return (("item.up", "move line"), ("stage.next", "next stage"), ("capture.open", "add"),
                    ("clock.toggle", "pause"))  # fmt: skip
        if not view.cursor:
            return (("capture.open", "add"), ("stage.next", "next stage"), ("clock.toggle", "pause"))
        return (
            ("item.up", "rank"), ("item.votes", "votes"), ("stage.next", "next stage"), ("capture.open", "add"),
            ("item.edit", "edit"), ("item.drop", "drop"),
        )  # fmt: skip


def _row(item: Improvement, rank: str) -> Pair:
    votes = "" if item.votes is None else t(counted(item.votes, "vote"))
    return Pair(item.id, item.text, votes, "", "quiet", 4, rank)


def _move_line(offset: int, above: list[Improvement], below: list[Improvement]) -> tuple[Command, ...]:
    if offset < 0:
        return (DrawLine(above[-2].id if len(above) > 1 else None),) if above else ()
    return (DrawLine(below[0].id),) if below else ()
