"""All sessions of the folder at once, for the verbs that read many."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import CommandError, Misuse
from flipchart.domain.due_step import DueStep
from flipchart.domain.kinds import StepState
from flipchart.domain.saying import STATES, name_key
from flipchart.domain.text import meant
from flipchart.store.errors import place, shown
from flipchart.store.index import Index

if TYPE_CHECKING:
    from flipchart.domain.session import Session
    from flipchart.store.catalogue import Kept


class KeptSessions(Struct, frozen=True):
    """The sessions of a folder, each step in only one of them, and a sentence for each damaged file."""

    folder: Path
    kept: "Iterable[Kept]"
    problems: tuple[str, ...]

    def of_group(self, name: str | None) -> "tuple[Kept, ...]":
        """Return the sessions of a group, private ones included; for None, all sessions that are not private.

        Raises CommandError and Misuse as `group` does.
        """
        wanted = self.wanted(name)
        return tuple(it for it in self.kept if wanted(it.session))

    def wanted(self, name: str | None) -> "Callable[[Session | DueStep], bool]":
        """Return a test for the sessions of `of_group`; raises as that does."""
        if name is None:
            return lambda session: not session.private
        group = self.group(name)
        return lambda session: name_key(session.group) == group

    def group(self, name: str) -> str:
        """Return the key (see name_key) of the group with this name or beginning of a name.

        Raises CommandError if there is none, and Misuse if two match.
        """
        known = {name_key(it.session.group): it.session.group for it in self.kept if it.session.group}
        wanted = name_key(name)
        if wanted in known:
            return wanted
        found = sorted(group for group in known if wanted and group.startswith(wanted))
        if len(found) > 1:
            named = " and ".join(shown(known[it]) for it in found[:3])
            raise Misuse(f"'{shown(name)}' fits {named}; type more of the name.")
        if not found:
            near = meant(name, known.values())
            raise CommandError(f"No session in {place(self.folder)} is of the group '{shown(name)}'{near}")
        return found[0]


def read_kept(call: Call) -> KeptSessions:
    """Return the sessions of the folder, in the order of their files. Raises StoreError without a folder to read.

    Damaged files are left out, each with its sentence.
    """
    from flipchart.store.catalogue import Problem, each, sessions_of, without_copies

    found = without_copies(each(call.folder_to_read, call.clock))
    problems = tuple(it.sentence for it in found if isinstance(it, Problem))
    return KeptSessions(call.sessions_dir, sessions_of(found), problems)


class Indexed:
    """The sessions of an index with only their steps, read from it each time they are iterated."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __iter__(self) -> "Iterator[Kept]":
        return self._index.sessions()


def owner_of(kept: "Iterable[Kept]", name: str) -> str:
    """Return, casefolded, the owner with this name or first words of a name, in any case.

    Raises CommandError if nobody of that name owns a step, and Misuse if two people match.
    """
    owners = {name_key(step.owner): step.owner for it in kept for step in it.session.steps if step.owner}
    wanted = name_key(name)
    if wanted in owners:
        return wanted
    found = sorted(owner for owner in owners if wanted and owner.startswith(f"{wanted} "))
    if len(found) > 1:
        named = " and ".join(shown(owners[it]) for it in found[:3])
        raise Misuse(f"'{shown(name)}' fits {named}; write the whole name.")
    if not found:
        raise CommandError(f"No step is owned by '{shown(name)}'{meant(name, _names(owners.values()))}")
    return found[0]


def _names(owners: Iterable[str]) -> list[str]:
    """Return the names by which owners may be called: their whole names, and the first words of them."""
    return [name for owner in owners for name in (owner, owner.split()[0])]


def state_of(word: str) -> StepState:
    """Return the state that a word means, one of ours or a synonym ("on hold"). Raises Misuse."""
    from flipchart.exchange.readers.vocabulary import STATES as WORDS

    plain = name_key(word)
    ours = next((it for it, said in STATES.items() if plain in (it, said)), None) or WORDS.get(plain)
    if ours is None:
        near = meant(word, STATES)
        raise Misuse(f"'{shown(word)}' is no state; say open, doing, blocked, done or dropped{near}")
    return ours
