"""All sessions of the folder at once, for the verbs that look over many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.errors import CommandError, Misuse
from flipchart.domain.carried import settled
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session
from flipchart.store.errors import StoreError, place, shown
from flipchart.store.folder import read_session, session_files


@dataclass(frozen=True, slots=True)
class Kept:
    """A session and its file."""

    path: Path
    session: Session


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sessions of a folder, each step in one of them only, and a sentence for each damaged file."""

    folder: Path
    kept: tuple[Kept, ...]
    problems: tuple[str, ...]

    def of_group(self, name: str | None) -> tuple[Kept, ...]:
        """Return the sessions of a group, private ones too since they were named; for None all but private ones.

        Raises CommandError and Misuse as `group` does.
        """
        if name is None:
            return tuple(it for it in self.kept if not it.session.private)
        group = self.group(name)
        return tuple(it for it in self.kept if name_key(it.session.group) == group)

    def group(self, name: str) -> str:
        """Return the key (see name_key) of the group that is meant by its name or the beginning of it.

        Raises CommandError where there is none, and Misuse where two fit.
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
            raise CommandError(f"No session in {place(self.folder)} is of the group '{shown(name)}'.")
        return found[0]


def read_shelf(call: Call) -> Shelf:
    """Return the sessions of the folder, in the order of their files. Raises StoreError without a folder to read.

    Damaged files are left out, each with its sentence.
    """
    found: list[Kept] = []
    problems: list[str] = []
    for path in session_files(call.sessions_dir):
        try:
            found.append(Kept(path, read_session(path, call.clock)))
        except StoreError as error:
            problems.append(error.sentence)
    alone = _without_copies(found)
    both = zip(alone, settled(it.session for it in alone), strict=True)
    return Shelf(call.sessions_dir, tuple(Kept(it.path, session) for it, session in both), tuple(problems))


def _without_copies(found: Sequence[Kept]) -> list[Kept]:
    """Leave each step only in the newest of the files that hold the same session, as sync tools copy them."""
    seen: dict[str, set[str]] = {}
    bare: dict[Path, Session] = {}
    for it in sorted(found, key=_changed, reverse=True):
        known = seen.setdefault(it.session.id, set())
        steps = tuple(step for step in it.session.steps if step.id not in known)
        known |= {step.id for step in steps}
        same = len(steps) == len(it.session.steps)
        bare[it.path] = it.session if same else it.session.revise(steps=steps)
    return [Kept(it.path, bare[it.path]) for it in found]


def _changed(it: Kept) -> float:
    try:
        return it.path.stat().st_mtime
    except OSError:
        return 0.0


def owner_of(kept: Iterable[Kept], name: str) -> str:
    """Return, casefolded, the owner that is meant: the whole name or its first words, in any case.

    Raises CommandError where nobody owns a step under that name, and Misuse where two people fit.
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
        raise CommandError(f"No step is owned by '{shown(name)}'.")
    return found[0]
