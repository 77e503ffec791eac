"""The whole versions of a damaged file as rows of words; pure."""

import datetime as dt
from collections.abc import Callable, Mapping

from flipchart.domain.said import renamed, said
from flipchart.domain.saying import counted
from flipchart.domain.when import day
from flipchart.service.disk import Candidate, Kind, shown
from flipchart.service.recovery import Damage
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, block, line, spread, wrap
from flipchart.tui.text.rows import BLANK, READ, Heading, Row, Words

KINDS: Mapping[Kind, str] = {
    "temporary": said("a save that was not finished"),
    "unsaved": said("kept when it could not be saved"),
    "backup": said("a backup"),
    "copy": said("a copy beside it"),
}


class VersionRow(Row, frozen=True):
    """A version: when it was made, how much is in it, and what kind it is."""

    at: str
    holds: str
    under: str

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """When and how much on one line, the rest below it."""
        width = min(width, READ)
        style = "bold" if selected else ""
        first = spread(line((self.at, style)), line((self.holds, style)), width)
        return (first, *block((f"  {text}" for text in wrap(self.under, width - 2)), "quiet"))


def damage_rows(damage: Damage, local: Callable[[dt.datetime], dt.datetime], today: dt.date) -> tuple[Row, ...]:
    """Return what is wrong, and the versions to choose from; the id of each is its place, from 0."""
    rows: list[Row] = [
        Words(None, t(renamed(damage.sentence, str(damage.path), damage.path.name)), "warn", mark="!"), BLANK,
        Heading(None, t("Complete versions, newest first")),
    ]  # fmt: skip
    for number, version in enumerate(damage.versions):
        at = local(version.at)
        when = f"{t(day(at.date(), today))} {at:%H:%M:%S}"
        rows.append(VersionRow(str(number), when, _holds(version), _under(version)))
    safe = t("Nothing is changed until you choose. The damaged file is kept beside it.")
    return (*rows, BLANK, Heading(None, safe))


def _holds(version: Candidate) -> str:
    steps = [step for step in version.session.steps if step.state != "dropped"]
    if not steps:
        return t("{what}, no steps", what=counted(len(version.session.improvements), "improvement"))
    done = sum(step.state == "done" for step in steps)
    words = t(counted(len(steps), "step"))
    return f"{words}, {t('{count} done', count=done)}" if done else words


def _under(version: Candidate) -> str:
    name = f": {shown(version.path.name, 80)}" if version.kind == "copy" else ""
    last = next((step.text for step in reversed(version.session.steps) if step.state != "dropped"), "")
    kind = t(KINDS[version.kind]) + name
    return f"{kind} · {t('last step: {step}', step=shown(last, 60))}" if last else kind
