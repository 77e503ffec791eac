"""All plans of the folder as rows of words: each group's trend, then the plans, the oldest news first; pure."""

from collections.abc import Iterator
from pathlib import Path

from flipchart.domain.digest import WEEKS, Digest, Plan, Trend
from flipchart.domain.saying import counted, counted_days
from flipchart.domain.when import day
from flipchart.service.catalogue import Portfolio
from flipchart.tui.text.home import Look, Part, SessionRow
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, line, pad, width_of, wrap
from flipchart.tui.text.rows import BLANK, Heading, Row, Words

LEVELS = " ▁▂▃▄▅▆▇█"
"""Signs of how much is done, from nothing to all, an eighth each."""

ASCII_LEVELS = " .:-=+*%#"
NAME = 20
"""Cells of a group's name."""


class TrendRow(Row, frozen=True):
    """A group with how much of its plans was done week by week, in eighths, and what it is today."""

    name: str
    parts: tuple[float | None, ...]
    words: str
    signs: str = LEVELS

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The name, the weeks, and the figures; these stand below where there is little room."""
        weeks = "".join(self._sign(it) for it in self.parts).rjust(WEEKS + 1)
        name = min(NAME, width // 3)
        space = width - name - len(weeks) - 6
        title, below = " ".join(self.name.split()), [line(f"    {text}") for text in wrap(self.words, width - 4)]
        if width_of(title) > name or space < 0:
            over = (line(f"  {text}") for text in wrap(title, width - 2))
            return (*over, line("    ", (weeks, "fill")), *below)
        head = (f"  {pad(title, name)}", "  ", (weeks, "fill"))
        if space >= width_of(self.words):
            return (line(*head, "  ", (self.words, "bold")),)
        return (line(*head), *below)

    def _sign(self, part: float | None) -> str:
        if part is None:
            return " "
        return self.signs[max(round(part * (len(self.signs) - 1)), 1)]


def portfolio_rows(page: Portfolio, look: Look, *, ascii_only: bool) -> tuple[Row, ...]:
    """Return the rows: what happened in the last week, trends, open plans, closed ones."""
    digest = page.digest
    rows: list[Row] = [Words(None, happened(digest), "", 0), BLANK]
    trends = [it for it in digest.trends if any(ratio.whole for _, ratio in it.points)]
    if trends:
        rows += [Heading(None, t("Done in each group, week by week"))]
        rows += [_trend(it, ASCII_LEVELS if ascii_only else LEVELS) for it in trends]
        rows.append(BLANK)
    for title, closed in ((t("Plans, the longest without news first"), False), (t("Closed"), True)):
        plans = [_plan(it, page.files[it.session.id], look) for it in digest.plans if it.closed is closed]
        rows += [Heading(None, title), *plans, BLANK] if plans else []
    rows += [Words(None, it, "warn", mark="!") for it in page.problems]
    return tuple(rows)


def happened(digest: Digest) -> str:
    """Return the last days in a sentence."""
    if not digest.plans:
        return t("There is no plan in this folder yet.")
    parts = [
        tn("{n} step done", "{n} steps done", len(digest.done)),
        tn("{n} late", "{n} late", len(digest.late)),
        tn("{n} stuck", "{n} stuck", len(digest.stuck)),
    ]
    parts += [tn("{n} check overdue", "{n} checks overdue", len(digest.overdue))] if digest.overdue else []
    since, plans = day(digest.since, digest.today), counted(len(digest.plans), "plan")
    return t("Since {day}: {what}, in {plans}.", day=since, what=", ".join(parts), plans=plans)


def _trend(trend: Trend, signs: str) -> TrendRow:
    (first, was), (_, now) = trend.points[0], trend.points[-1]
    words = t(now.with_percent)
    if len(trend.points) > 1:
        then = day(first, trend.points[-1][0])
        words = t("{now}, was {before} on {day}", now=now.with_percent, before=was.words, day=then)
    return TrendRow(None, trend.group, tuple(ratio.value for _, ratio in trend.points), words, signs)


def _plan(plan: Plan, path: Path, look: Look) -> Row:
    group = " ".join((plan.session.group or "").split())
    done = plan.standing.completion
    parts = tuple(_parts(plan, look))
    return SessionRow(str(path), plan.session.title, group, done.part, done.whole, parts, look.signs)


def _parts(plan: Plan, look: Look) -> Iterator[Part]:
    """What stands out: how old the news are, by which plans are sorted, an overdue check, what is late or stuck."""
    quiet = (look.today - plan.last_news).days
    if plan.overdue is not None:
        yield Part(0, t("check was due {day}", day=day(plan.overdue, look.today)), "warn")
    old = not plan.closed and quiet > OLD
    news = t("no news for {days}", days=counted_days(quiet)) if quiet else t("news today")
    yield Part(0, news, "bold" if old else "")
    if plan.standing.late:
        yield Part(1, tn("{n} late", "{n} late", plan.standing.late), "bold")
    if plan.standing.stuck:
        yield Part(1, tn("{n} stuck", "{n} stuck", plan.standing.stuck), "bold")


OLD = 14
"""Days without news after which a plan counts as quiet."""
