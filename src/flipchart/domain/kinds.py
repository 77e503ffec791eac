"""What a value of the plan may be, as the file writes it; apart from the models, whose loading takes time."""

from typing import Literal

FORMAT = 1
"""The format of session files that this program writes."""

StepState = Literal["open", "doing", "blocked", "done", "dropped"]
Answer = Literal["accepted", "tentative", "declined", "absent"]
ResourceStatus = Literal["have", "need", "asked"]
ResourceKind = Literal["people", "money", "time", "tool", "external"]
NoteKind = Literal["note", "decision", "option"]
StageKind = Literal[
    "introduce", "assess", "review", "goals", "strategy", "define", "assign",
    "resources", "risks", "readback", "promises", "checkin", "evaluate", "nextcheck",
]  # fmt: skip
Number = int | float
"""A TOML integer or float, kept as it was written."""
