"""What waits for what: the steps that one step comes after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.step_parts import find_kept, stored
from flipchart.domain.errors import Rejected
from flipchart.domain.gaps import brief
from flipchart.domain.record import find
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class OrderStep:
    """A step comes after others; with none it waits for nothing."""

    id: str
    after: tuple[str, ...]
    label: ClassVar[str] = "order step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set what it waits for; steps that would wait for each other are rejected."""
        step = find_kept(session, self.id)
        for id in self.after:
            before = find(session.steps, id, "step")
            if id == self.id:
                raise Rejected("A step cannot come after itself.", "Choose another one.")
            if self.id in _waits_for(session, id):
                raise Rejected(f"That one waits for this one: “{brief(before.text, 32)}”.", "Take that away first.")
        return stored(session, step.revise(after=tuple(dict.fromkeys(self.after))))


def _waits_for(session: Session, id: str) -> Iterator[str]:
    """Yield every step that a step waits for, and those that they wait for; a ring in a file ends too."""
    known, seen, waiting = {step.id: step.after for step in session.steps}, {id}, [id]
    while waiting:
        for other in known.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                yield other
