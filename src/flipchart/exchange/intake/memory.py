"""What a session holds already, so that a list that comes again adds nothing twice."""

from collections import defaultdict
from collections.abc import Hashable

from flipchart.domain.session import Session


def key(text: str) -> str:
    """Return what two texts have in common that differ in case and spaces only."""
    return " ".join(text.casefold().split())


class Memory:
    """Finds the item that a row stands for.

    Improvements, parked items and notes are known by their text. Steps are too, but two rows may say the
    same with different people or dates: those are two steps, and each row finds one of its own.
    """

    def __init__(self, session: Session) -> None:
        self.improvements = {key(item.text): item.id for item in reversed(session.improvements)}
        self.parked = {key(item.text) for item in session.parked}
        self.notes = {key(item.text) for item in session.notes}
        self._steps: dict[Hashable, list[str]] = defaultdict(list)
        self._rows: dict[Hashable, str] = {}
        self._taken: set[str] = set()
        for step in session.steps:
            self._steps[key(step.text), step.improvement].append(step.id)
            self._steps[key(step.text)].append(step.id)

    def step(self, text: str, improvement: str | None, row: str) -> str | None:
        """Return the step that a row with the words `row` stands for, or None where it is a new one.

        A row without an improvement may stand for a step of any: somebody may have sorted it in since.
        """
        again = self._rows.get((row, improvement))
        if again is not None:
            return again
        free = self._steps[(key(text), improvement) if improvement else key(text)]
        found = next((id for id in free if id not in self._taken), None)
        if found is not None:
            self.remember_step(found, improvement, row)
        return found

    def remember_step(self, id: str, improvement: str | None, row: str) -> None:
        """Keep that a row stands for the step `id`."""
        self._rows[row, improvement] = id
        self._taken.add(id)
