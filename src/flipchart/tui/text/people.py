"""The people of a session as a list: who is here, and what names each of them; pure."""

from collections.abc import Iterator

from flipchart.domain.commands.people import everybody, people_named
from flipchart.domain.said import said
from flipchart.domain.saying import counted, listed
from flipchart.domain.session import Session
from flipchart.tui.text.language import t
from flipchart.tui.text.rows import Pair, Row, Words

NOBODY = said("No names yet: a adds some.")


def people_list(session: Session) -> tuple[Row, ...]:
    """A row for everybody whom the session knows, with a full sign for who is here; the id is the name."""
    present = present_names(session)
    named = people_named(session)
    rows = tuple(
        Pair(name, name, _why(session, name, named), right_style="quiet",
             mark=("●" if name.casefold() in present else "○") if session.runs else "", named=True)
        for name in everybody(session)
    )  # fmt: skip
    return rows or (Words(None, t(NOBODY), "quiet"),)


def present_names(session: Session) -> frozenset[str]:
    """Return the names of those who are here, casefolded."""
    run = session.last_run
    return frozenset(name.casefold() for name in run.present) if run else frozenset()


def people_count(session: Session) -> str:
    """How many there are, and how many of them are here."""
    known, here = len(everybody(session)), len(present_names(session))
    words = t(counted(known, "person", "people")) if known else ""
    return f"{words}, {t('{count} here', count=here)}" if here else words


def names_of(session: Session, name: str) -> str:
    """What names a person, in words: "3 steps and a goal"; "" where nothing does."""
    return t(listed(list(_names(session, name))))


def _names(session: Session, name: str) -> Iterator[str]:
    steps = [step for step in session.steps if step.live]
    owned, helped = sum(it.owner == name for it in steps), sum(name in it.helpers for it in steps)
    asked = sum(need.live and need.ask == name for need in session.resources)
    measured = sum(goal.live and goal.who == name for goal in session.goals)
    if owned:
        yield t(counted(owned, "step"))
    if helped:
        yield t("helps with {count}", count=helped)
    if asked:
        yield t("asked for {what}", what=counted(asked, "resource"))
    if measured:
        yield t("measures {what}", what=counted(measured, "goal"))
    if name == session.next_caller:
        yield t("calls the next check")
    if name == session.facilitator:
        yield t("facilitates")


def _why(session: Session, name: str, named: frozenset[str]) -> str:
    """What stands beside a name, short enough to leave the name its room."""
    found = list(_names(session, name))
    return ", ".join(found[:2]) if found else "" if name not in named else t("named")
