"""The plan by improvement, which the room may see, and by owner, which is for the desk alone."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from flipchart.domain.figures import Ratio, steps_counted
from flipchart.domain.plan import Step
from flipchart.domain.progress.goals import GoalLine
from flipchart.domain.progress.hands import Show
from flipchart.domain.progress.series import Point
from flipchart.domain.said import Said, joined, said, say, say_count
from flipchart.domain.saying import counted, listed, number
from flipchart.domain.session import Session
from flipchart.domain.when import day


class Bar(NamedTuple):
    """A bar with its label and its value in words; `part` of the full width, from 0 to 1, is None for no data."""

    label: str
    part: float | None
    value: str


def over_time(points: Iterable[Point], today: dt.date) -> tuple[Bar, ...]:
    """Return a fraction's bars, one a day."""
    return tuple(Bar(day(it.on, today), it.ratio.value, it.ratio.with_percent) for it in points)


def of_goal(line: GoalLine, most: int, today: dt.date) -> tuple[Bar, ...]:
    """Return baseline, the latest readings and target, as far as they are known: about `most` bars, from zero."""
    read = [(day(it.on, today), it.value) for it in line.readings[-max(most - 2, 1) :]]
    named = [("baseline", line.baseline), *read, ("target", line.target)]
    full = max((abs(value) for _, value in named if value is not None), default=0) or 1
    return tuple(Bar(name, max(value, 0) / full, number(value)) for name, value in named if value is not None)


def of_hands(shows: Iterable[Show], today: dt.date) -> tuple[Bar, ...]:
    """Return the means of shows of hands, each of five."""
    return tuple(Bar(day(it.on, today), it.mean / 5, say("{mean} of 5", mean=f"{it.mean:.1f}")) for it in shows)


OTHERS = said("Other steps")
NOBODY = said("nobody yet")


class Share(Struct, frozen=True):
    """The steps of one improvement or owner: done ÷ (all − dropped), still open, and late of those.

    `id` is the improvement's id or the owner's name; None for steps of no improvement, or of nobody.
    """

    id: str | None
    name: str
    done: Ratio
    live: int
    late: int

    @property
    def words(self) -> str:
        """A sentence that embarrasses nobody: "Shorten onboarding: 3 of 5 done."."""
        done = say("{count} done", count=self.done.words) if self.done.whole else said("no step")
        return joined("", (_plain(self.name), ": ", done, "."))


def shares_words(shares: Sequence[Share]) -> str:
    """Return a sentence on all shares: how much is done, which are done, and where more than half of what is open is.

    It shames nobody.
    """
    done = Ratio(sum(it.done.part for it in shares), sum(it.done.whole for it in shares))
    if not done.whole:
        return said("There is no step to count yet.")
    parts = [say_count("{of} steps is done ({percent})", "{of} steps are done ({percent})", done.part,
                       of=done.words, percent=done.percent)]  # fmt: skip
    over = [_name(it) for it in shares if it.done.whole and it.done.part == it.done.whole]
    parts += [say("all of {names}", names=listed(over))] if over else []
    most = max(shares, key=lambda it: it.live)
    if len(shares) > 1 and 2 * most.live > sum(it.live for it in shares):
        parts.append(say("most is open in {name} ({steps})", name=_name(most), steps=counted(most.live, "step")))
    return joined("", (joined("; ", parts), "."))


def _plain(name: str) -> str:
    """A name in one line; one that is no name but words of ours stays what it is."""
    return name if isinstance(name, Said) else " ".join(name.split())


def _name(share: Share) -> str:
    return joined("", ("“", _plain(share.name), "”"))


def by_improvement(session: Session, today: dt.date) -> tuple[Share, ...]:
    """Return every improvement that is worked on or has steps, in the order of the screen; then the others."""
    steps = steps_counted(session)
    shown = sorted((it for it in session.improvements if it.live), key=lambda it: it.below_line)
    ids = {it.id for it in shown}
    shares = [_share(it.id, it.text, (step for step in steps if step.improvement == it.id), today) for it in shown]
    below = {it.id for it in shown if it.below_line}
    loose = _share(None, OTHERS, (step for step in steps if step.improvement not in ids), today)
    return tuple(it for it in [*shares, loose] if it.done.whole or not (it.id is None or it.id in below))


def by_owner(session: Session, today: dt.date) -> tuple[Share, ...]:
    """Return every owner of a step that is not dropped, by name in any case; those of nobody last."""
    steps = steps_counted(session)
    names: dict[str, str] = {}
    for step in steps:
        if step.owner is not None:
            names.setdefault(step.owner.casefold(), step.owner)
    owned = [
        _share(name, name, (step for step in steps if (step.owner or "").casefold() == key), today)
        for key, name in sorted(names.items())
    ]
    loose = _share(None, NOBODY, (step for step in steps if step.owner is None), today)
    return tuple(it for it in [*owned, loose] if it.done.whole)


def _share(id: str | None, name: str, steps: Iterable[Step], today: dt.date) -> Share:
    kept = [step for step in steps if step.state != "dropped"]
    done = sum(step.state == "done" for step in kept)
    late = sum(step.late(today) for step in kept)
    return Share(id, name, Ratio(done, len(kept)), sum(step.live for step in kept), late)
