"""Who is in the group, and who is in the room today."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from msgspec import Struct

from flipchart.domain.commands.changes import worded
from flipchart.domain.errors import Rejected
from flipchart.domain.record import find, replaced
from flipchart.domain.said import say
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session

NAMING: Mapping[str, tuple[str, ...]] = {
    "goals": ("who",), "steps": ("owner", "helpers"), "resources": ("ask",), "reports": ("owner",),
    "feedback": ("who",), "runs": ("present",), "contacts": ("name",),
}  # fmt: skip
"""The fields of each table that hold a person's name, or several."""

HEAD = ("facilitator", "next_caller")
"""The fields of the session itself that hold a person's name."""


def known_as(people: Iterable[str], name: str) -> str:
    """Return `name` as it is spelled among `people`; spaces, case and accents do not matter. Else as it is.

    The same letters in another case are the same name before others with an accent are.
    """
    name, known = " ".join(name.split()), tuple(people)
    for key in (str, str.casefold, name_key):
        fits = [it for it in known if key(it) == key(name)]
        if fits:
            return fits[0]
    return name


def with_people(session: Session, names: Iterable[str]) -> Session:
    """Return the session with those `names` added to the group that were unknown, in their order."""
    people = session.people
    for name in names:
        spelled = known_as(people, name)
        people = people if spelled in people else (*people, spelled)
    return session if people == session.people else session.revise(people=people)


class AddPerson(Struct, frozen=True):
    """Add a name to the group."""

    name: str
    label: ClassVar[str] = "add person"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Add the name at the end of the list; one that is on it already is rejected."""
        name = known_as(session.people, worded(self.name, "person"))
        if name in session.people:
            raise Rejected(say("{name} is already in the group.", name=name))
        return with_people(session, [name])


class RemovePerson(Struct, frozen=True):
    """Remove a name from the group, unless something in the session uses it; being marked present does not count."""

    name: str
    label: ClassVar[str] = "remove person"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Take the name off the list of people and of those present; an unknown name, or one in use, is rejected."""
        name = known_as(session.people, self.name)
        if name not in session.people:
            raise Rejected(say("{name} is not in the group.", name=name))
        earlier = session.revise(runs=session.runs[:-1])
        if name in people_named(earlier):
            raise Rejected(
                say("{name} is named in the plan.", name=name), "Rename the person, or merge two who are the same."
            )
        return _mapped(session.revise(people=tuple(it for it in session.people if it != name)), name, None)


class RenamePerson(Struct, frozen=True):
    """Change the spelling of a person's name everywhere in the session."""

    name: str
    new: str
    label: ClassVar[str] = "rename person"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Put the new name wherever the old one stands; a name that somebody else has is rejected."""
        name, new = _somebody(session, self.name), " ".join(worded(self.new, "person").split())
        others = [it for it in everybody(session) if it != name]
        taken = known_as(others, new)
        if taken in others:
            raise Rejected(
                say("{taken} is already in the group.", taken=taken),
                say("If they are the same person, merge {name} into {taken}.", name=name, taken=taken),
            )
        return _mapped(session, name, new)


class MergePeople(Struct, frozen=True):
    """Join two names of the same person: everything under `name` goes to `into`."""

    name: str
    into: str
    label: ClassVar[str] = "merge people"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Put `into` wherever `name` stands; both must be known and differ."""
        name, into = _somebody(session, self.name), _somebody(session, self.into)
        if name == into:
            raise Rejected(say("{name} is already one person.", name=name))
        return _mapped(session, name, into)


def people_named(session: Session) -> frozenset[str]:
    """Return every name that the session holds anywhere but in its list of people."""
    found = {getattr(session, field) for field in HEAD}
    for table, fields in NAMING.items():
        for record in getattr(session, table, ()):
            values = (_value(record, field) for field in fields)
            found.update(name for value in values for name in (value if isinstance(value, tuple) else (value,)))
    return frozenset(found - {None})


def everybody(session: Session) -> tuple[str, ...]:
    """Return all people whom the session knows: its list, then those whom it only names, by name."""
    known = {name.casefold() for name in session.people}
    return (*session.people, *sorted(name for name in people_named(session) if name.casefold() not in known))


def _somebody(session: Session, name: str) -> str:
    """Return a name as the session spells it; raise Rejected where nobody has it."""
    known = everybody(session)
    spelled = known_as(known, name)
    if spelled not in known:
        raise Rejected(say("{spelled} is not in the group.", spelled=spelled))
    return spelled


def _mapped(session: Session, name: str, new: str | None) -> Session:
    """Return the session with `new` (or nobody) wherever `name` stands, in any case where that is nobody else."""
    others = set(session.people) - {name} | ({new} if new else set())

    def is_name(value: object) -> bool:
        return value == name or (
            isinstance(value, str) and value not in others and value.casefold() == name.casefold()
        )

    def mapped(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(dict.fromkeys(it for it in (mapped(part) for part in value) if it is not None))
        return new if is_name(value) else value

    changes: dict[str, object] = {field: mapped(getattr(session, field)) for field in ("people", *HEAD)}
    for table, fields in NAMING.items():
        rows = getattr(session, table, ())
        named = [_with_names(record, fields, mapped) for record in rows]
        changes[table] = named if isinstance(rows, list) else tuple(named)
    same = {key for key, value in changes.items() if value == getattr(session, key, ())}
    return session.revise(**{key: value for key, value in changes.items() if key not in same})


def _with_names(record: Any, fields: Iterable[str], mapped: Callable[[object], object]) -> Any:
    """Return a record, or a table that the program does not know, with its names mapped; an owner is no helper."""
    changes = {field: mapped(_value(record, field)) for field in fields if _value(record, field) is not None}
    if "helpers" in changes and isinstance(changes["helpers"], tuple):
        changes["helpers"] = tuple(it for it in changes["helpers"] if it != changes.get("owner"))
    if all(_value(record, field) == value for field, value in changes.items()):
        return record
    return {**record, **changes} if isinstance(record, dict) else record.revise(**changes)


def _value(record: Any, field: str) -> Any:
    return record.get(field) if isinstance(record, dict) else getattr(record, field)


class MarkPresent(Struct, frozen=True):
    """Mark somebody as present at a run or not; undo leaves this alone."""

    run: str
    name: str
    present: bool
    label: ClassVar[str] = "mark who is here"
    content: ClassVar[bool] = False

    def apply(self, session: Session) -> Session:
        """Add the name to the run's list or take it off; nothing happens if it is so already."""
        run = find(session.runs, self.run, "sitting")
        name = known_as((*session.people, *run.present), worded(self.name, "person"))
        others = tuple(it for it in run.present if it.casefold() != name.casefold())
        if self.present == (len(others) < len(run.present)):
            return session
        revised = run.revise(present=(*others, name) if self.present else others)
        return session.revise(runs=replaced(session.runs, revised))
