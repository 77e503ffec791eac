"""What comes from the terminal, told apart before it becomes keys: what is typed, and what is pasted; pure.

Pastes come between two marks (xterm's "bracketed paste", mode 2004). The marks cannot be trusted: the second one
can be lost, and a text can hold it itself, so that its rest would be taken for keys and run commands.
"""

from collections.abc import Iterator

from msgspec import Struct

from flipchart.patterns import pattern

START, END = b"\x1b[200~", b"\x1b[201~"

ESCAPE = 0.1
"""Seconds after which an escape that nothing follows is the key."""

STILL = 0.1
"""Seconds of silence after the end mark that make it the end: nobody presses a key as soon as that."""

TRICKLE, WINDOW = 50, 0.8
"""A paste without an end mark is over when fewer bytes than this come in this many seconds: that is typing."""

WARY, BULK = 5.0, 64
"""For this many seconds after a paste, this many bytes at once are its rest, since nobody types them."""

LIMIT = 4 * 1024 * 1024
"""Bytes of one paste that are kept."""

ANSWER_PATIENCE = 1.0
"""Seconds for which the rest of an answer of the terminal is waited for."""

# What a terminal answers to `questions`: which one it is, a place in row 2, 3 or 4, the colour with the number 255.
_ANSWER = rb"\x1b\[>[0-9;]{1,30}c|\x1b\[[234];[0-9]{1,3}R|\x1b\]4;255;[ -~]{0,40}(?:\x07|\x1b\\)"
_ANSWER_BEGUN = rb"\x1b\[>[0-9;]{0,30}|\x1b\[[234];[0-9]{0,3}|\x1b\]4;2(?:5(?:5(?:;[ -~]{0,40}\x1b?)?)?)?"
# A start mark, or a mouse report of the old kind: three bytes follow it that need not be text (X10).
_SPECIAL = pattern(rb"\x1b\[(?:200~|M[\s\S]{3})|" + _ANSWER)
_BEGUN = pattern(rb"(?:\x1b(?:\[(?:2(?:00?)?|[34]|M[\s\S]{0,2})?|\](?:4;?)?)?|" + _ANSWER_BEGUN + rb")\Z")
_ANSWERED = pattern(_ANSWER)
_PART = pattern(_ANSWER_BEGUN)
# What a terminal says of itself: the mouse, the focus, its modes.
_REPORT = pattern(rb"\x1b\[(?:<[0-9;]+[Mm]|M[\s\S]{3}|[IO]|\?[0-9;]+\$y)")


class Typed(Struct, frozen=True):
    """Bytes of keys and reports; `alone` tells that they end with an escape that begins no sequence."""

    data: bytes
    alone: bool = False


class Pasted(Struct, frozen=True):
    """One paste, without its marks."""

    data: bytes


class Answered(Struct, frozen=True):
    """What the terminal answered to one of our questions; see `questions`."""

    data: bytes


Incoming = Typed | Pasted | Answered


class Intake:
    """Takes the bytes that were read and returns what they are; `now` is monotonic, in seconds."""

    def __init__(self) -> None:
        self._held = b""
        self._held_at = 0.0
        self._paste: _Paste | None = None
        self._wary_until = 0.0

    @property
    def waiting(self) -> bool:
        """Whether it needs time to tell what the last bytes are: then `tick` should be called soon."""
        return self._paste is not None or bool(self._held)

    def feed(self, data: bytes, now: float) -> Iterator[Incoming]:
        """Return what has become clear with `data`."""
        if self._paste is not None and self._paste.over(now):
            yield self._closed(now)
        if self._paste is None and now < self._wary_until and _is_rest(data):
            self._paste = _Paste(now)
        if self._paste is not None:
            self._paste.take(data, now)
        else:
            yield from self._outside(self._held + data, now)

    def tick(self, now: float) -> Iterator[Incoming]:
        """Return what has become clear because nothing more came."""
        if self._paste is not None and self._paste.over(now):
            yield self._closed(now)
        if self._held and now - self._held_at >= (ANSWER_PATIENCE if _PART.fullmatch(self._held) else ESCAPE):
            held, self._held = self._held, b""
            if not (held.startswith(b"\x1b[M") or _PART.fullmatch(held)):
                yield Typed(held, alone=True)

    def rest(self) -> Iterator[Incoming]:
        """Return what is still held back, at the end."""
        if self._paste is not None:
            yield self._closed(0.0)

    def _outside(self, data: bytes, now: float) -> Iterator[Incoming]:
        self._held = b""
        while special := _SPECIAL.search(data):
            yield from _typed(data[: special.start()])
            data = data[special.end() :]
            if special[0] == START:
                self._paste = _Paste(now)
                self._paste.take(data, now)
                return
            if _ANSWERED.fullmatch(special[0]):
                yield Answered(special[0])
        if begun := _BEGUN.search(data):
            self._held, self._held_at = begun[0], now
            data = data[: begun.start()]
        yield from _typed(data)

    def _closed(self, now: float) -> Pasted:
        assert self._paste is not None
        pasted, self._paste = Pasted(self._paste.content()), None
        self._wary_until = now + WARY
        return pasted


class _Paste:
    """A paste that is coming in."""

    def __init__(self, now: float) -> None:
        self._kept = bytearray()
        self._last = b""
        self._ended = False
        self._since, self._count = now, 0

    def take(self, data: bytes, now: float) -> None:
        """Take the bytes that came; mouse reports after the end mark are dropped and do not prolong the paste."""
        if self._ended and not _REPORT.sub(b"", data):
            return
        if len(self._kept) < LIMIT:
            self._kept += data
        # A mark may have come in two parts.
        window = self._last + data
        self._last = window[-len(END) + 1 :]
        end, start = window.rfind(END), window.rfind(START)
        if end != start:
            self._ended = end > start
        self._count += len(data)
        if self._ended:
            self._since = now

    def over(self, now: float) -> bool:
        """Whether the paste has ended: after its end mark came silence, or only what a hand can type."""
        if self._ended:
            return now - self._since >= STILL
        if now - self._since < WINDOW:
            return False
        trickles = self._count < TRICKLE
        self._since, self._count = now, 0
        return trickles

    def content(self) -> bytes:
        """The text without the marks."""
        return _ANSWERED.sub(b"", bytes(self._kept[:LIMIT])).replace(START, b"").replace(END, b"")


def _typed(data: bytes) -> Iterator[Typed]:
    if data:
        yield Typed(data)


def _is_rest(data: bytes) -> bool:
    """Whether bytes that come after a paste belong to it: an end mark without a start, or too many to be typed."""
    text = _REPORT.sub(b"", data)
    first = text.partition(START)[0]
    return END in first or len(first) >= BULK
