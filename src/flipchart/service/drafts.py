"""Drafts: what is being typed, kept for the item for which it was begun, so that no half-typed line is lost."""

import threading
from collections.abc import Mapping

from flipchart.store.latest_worker import Latest
from flipchart.store.state_files import keep_drafts, read_drafts

OPEN, FOCUS = ":box", ":focus"
"""The keys of the open prompt and of the improvement being worked on; no prompt has such a key."""

BACKLOG = ":backlog"
"""The key of pasted or typed lines that no prompt has taken yet."""

PATIENCE = 0.5
"""Seconds that leaving waits at most for the disk of the state folder."""


class Drafts:
    """The drafts of one session, in memory, and on the disk within 300 ms by a thread of their own."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._turn = threading.Lock()
        self._keeper: Latest[Mapping[str, str]] | None = None

    def switch_to(self, session: str, *, kept: bool = True) -> None:
        """Change to another session's drafts. In a rehearsal and for a watcher they are not `kept`."""
        self.close()
        self._texts = read_drafts(session) if kept else {}
        self._keeper = keep_drafts(session) if kept else None

    @property
    def open(self) -> str:
        """The key of the prompt that was open when the program ended."""
        return self._texts.get(OPEN, "")

    @property
    def focus(self) -> str | None:
        """The improvement that was being worked on."""
        return self._texts.get(FOCUS)

    def get(self, key: str) -> str:
        """The draft of a prompt, by the prompt's key; "" without one."""
        return self._texts.get(key, "")

    def put(self, key: str, text: str) -> None:
        """Keep a draft; an empty one is removed."""
        self._change({key: text if text.strip() else ""})

    def remove(self, key: str) -> None:
        """Forget a draft that was entered."""
        self._change({key: ""})

    def wait_for_box(self, text: str) -> str:
        """Keep lines, after those that wait for a prompt already; return them all."""
        self._change({BACKLOG: "\n".join(part for part in (self.get(BACKLOG), text) if part)})
        return self.get(BACKLOG)

    def opened(self, key: str, focus: str | None) -> None:
        """Remember which prompt is open, by its key ("" for none), for the next time."""
        self._change({OPEN: key, FOCUS: focus or ""})

    def flush(self, timeout: float = PATIENCE) -> bool:
        """Write what is left, for at most `timeout` seconds; return whether it is written."""
        return self._keeper is None or self._keeper.flush(timeout)

    def close(self) -> None:
        """Write what is left, and release the session."""
        if self._keeper is not None:
            self._keeper.close(PATIENCE)
            self._keeper = None

    def _change(self, texts: dict[str, str]) -> None:
        with self._turn:  # a signal's thread keeps what was typed
            before = self._texts
            self._texts = {key: text for key, text in (before | texts).items() if text}
            if self._keeper is not None and self._texts != before:
                self._keeper.put(self._texts)
