"""A session file that cannot be read whole, and the versions that can take its place when somebody chooses one."""

from pathlib import Path

from msgspec import Struct

from flipchart.domain.said import say
from flipchart.service.context import Context
from flipchart.service.open_session import OpenSession, open_to_drive
from flipchart.store.errors import Damaged, StoreError
from flipchart.store.recovery import Candidate, candidates, recover


class Damage(Struct, frozen=True):
    """The file, the sentence about it, and its whole versions, the newest first."""

    path: Path
    sentence: str
    versions: tuple[Candidate, ...]
    follow_up: bool = False


def damage_of(path: Path, error: StoreError, context: Context, *, follow_up: bool = False) -> Damage | None:
    """Return the damage of a file that did not open; None where there is no version to choose."""
    if not isinstance(error, Damaged) or context.rehearsal:
        return None
    try:
        versions = _different(candidates(path, context.clock))
    except StoreError:
        return None
    return Damage(path, error.sentence, versions, follow_up) if versions else None


def _different(versions: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the versions without repetitions: of equal ones only the newest is worth a choice."""
    kept: list[Candidate] = []
    for version in versions:
        if all(version.session != each.session for each in kept):
            kept.append(version)
    return tuple(kept)


def taken(damage: Damage, version: Candidate, context: Context) -> OpenSession | str:
    """Put a version in the place of the damaged file and open it, or return the sentence that says why not."""
    try:
        recover(damage.path, version, context.clock)
        open_session = open_to_drive(damage.path, context, follow_up=damage.follow_up)
    except StoreError as error:
        return error.sentence
    open_session.notices = (say("Recovered; the damaged file is kept beside it."), *open_session.notices)
    return open_session
