"""Who carries how much, and how this group's promises went so far."""

from flipchart.domain.figures import load
from flipchart.domain.gaps import MOST_HERE, MOST_IN_ALL
from flipchart.tui.text.frame import View
from flipchart.tui.text.owner_load import record_words
from flipchart.tui.text.rows import Heading, Pair, Row, Words


def owners(view: View) -> dict[str, int]:
    """Return the owners of live steps with how many they have here, the most first."""
    named = {step.owner.casefold(): step.owner for step in view.session.steps if step.live and step.owner}
    counted = {owner: load(view.session, owner) for owner in named.values()}
    return dict(sorted(counted.items(), key=lambda it: -it[1]))


def too_much(view: View, owner: str) -> bool:
    """Whether it should be asked if that is too much (see gaps.py)."""
    return load(view.session, owner) > MOST_HERE or view.kin.over_all(view.session, owner) > MOST_IN_ALL


def load_rows(view: View) -> tuple[Row, ...]:
    """Each owner with open steps, here and over all sessions of the group; then the base rate."""
    rows: list[Row] = [_load_row(view, owner, count) for owner, count in owners(view).items()]
    alone = sum(step.live and step.owner is None for step in view.session.steps)
    rows += [Pair(None, "nobody yet", str(alone), right_style="warn", mark="?")] if alone else []
    past = record_words(view)
    rows += [Words(None, past[:1].upper() + past[1:], "info")] if past else []
    return tuple(rows) or (Heading(None, "Nobody has a step yet."),)


def _load_row(view: View, owner: str, count: int) -> Row:
    over = f", {view.kin.over_all(view.session, owner)} over all" if view.kin.sessions else ""
    style = "warn" if too_much(view, owner) else ""
    return Pair(None, owner, f"{count} here{over}", right_style=style, mark="!" if style else "")


def load_count(view: View) -> str:
    """How many owners have too much."""
    many = sum(too_much(view, owner) for owner in owners(view))
    return f"{many} over" if many else ""
