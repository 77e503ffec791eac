"""The words for what the file says in keys, the same in every writer."""

from collections.abc import Mapping

from flipchart.domain.plan import Answer, NoteKind, ResourceStatus
from flipchart.domain.saying import STATES, TALLIES, counted, number

__all__ = ["ANSWERS", "NOTES", "RESOURCES", "STATES", "TALLIES", "counted", "number"]

ANSWERS: Mapping[Answer, str] = {
    "accepted": "said yes",
    "tentative": "said perhaps",
    "declined": "said no",
    "absent": "was not there",
}
RESOURCES: Mapping[ResourceStatus, str] = {"have": "there", "need": "to be asked for", "asked": "asked for"}
NOTES: Mapping[NoteKind, str] = {"note": "Note", "decision": "Decision", "option": "Option"}
