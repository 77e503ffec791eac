"""The words for what the file says in keys, the same in every writer."""

from collections.abc import Mapping

from flipchart.domain.plan import Answer, NoteKind, ResourceStatus, StepState

STATES: Mapping[StepState, str] = {
    "open": "open",
    "doing": "under way",
    "blocked": "stuck",
    "done": "done",
    "dropped": "dropped",
}
ANSWERS: Mapping[Answer, str] = {
    "accepted": "said yes",
    "tentative": "said perhaps",
    "declined": "said no",
    "absent": "was not there",
}
RESOURCES: Mapping[ResourceStatus, str] = {"have": "there", "need": "to be asked for", "asked": "asked for"}
NOTES: Mapping[NoteKind, str] = {"note": "Note", "decision": "Decision", "option": "Option"}
TALLIES: Mapping[str, str] = {
    "behaviour": "Are we doing it",
    "improvement": "Is it better",
    "rating": "Was it worth the time",
}


def counted(number: int, one: str) -> str:
    """Return "1 vote" or "3 votes"."""
    return f"{number} {one if number == 1 else one + 's'}"


def number(value: float) -> str:
    """Return a number as people write it: "4", "4.5"."""
    return str(value) if isinstance(value, int) else f"{value:.12g}"
