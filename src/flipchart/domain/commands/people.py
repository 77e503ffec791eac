"""Who is in the group, and who is in the room today."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.changes import worded
from flipchart.domain.errors import Rejected
from flipchart.domain.record import find, replaced
from flipchart.domain.session import Session


def known_as(people: Iterable[str], name: str) -> str:
    """Return `name` as it is spelled among `people`; spaces and case do not matter. Else as it is."""
    name = " ".join(name.split())
    return next((it for it in people if it.casefold() == name.casefold()), name)


def with_people(session: Session, names: Iterable[str]) -> Session:
    """Return the session with those `names` added to the group that were unknown, in their order."""
    people = session.people
    for name in names:
        spelled = known_as(people, name)
        people = people if spelled in people else (*people, spelled)
    return session if people == session.people else session.revise(people=people)


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Somebody belongs to the group."""

    name: str
    label: ClassVar[str] = "add person"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Add the name at the end; one that is there already is rejected."""
        name = known_as(session.people, worded(self.name, "person"))
        if name in session.people:
            raise Rejected(f"{name} is in the group already.")
        return with_people(session, [name])


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """Somebody does not belong to the group; steps keep their owner."""

    name: str
    label: ClassVar[str] = "remove person"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Take the name off the list; one that is not on it is rejected."""
        name = known_as(session.people, self.name)
        if name not in session.people:
            raise Rejected(f"{name} is not in the group.")
        return session.revise(people=tuple(it for it in session.people if it != name))


@dataclass(frozen=True, slots=True)
class MarkPresent:
    """Somebody is here, or is not; a fact of the sitting, which undo leaves alone."""

    run: str
    name: str
    present: bool
    label: ClassVar[str] = "mark who is here"
    content: ClassVar[bool] = False

    def apply(self, session: Session) -> Session:
        """Put the name on the run's list or take it off; nothing happens where it is so already."""
        run = find(session.runs, self.run, "sitting")
        name = known_as((*session.people, *run.present), worded(self.name, "person"))
        others = tuple(it for it in run.present if it.casefold() != name.casefold())
        if self.present == (len(others) < len(run.present)):
            return session
        revised = run.revise(present=(*others, name) if self.present else others)
        return session.revise(runs=replaced(session.runs, revised))
