"""The words of the footer: only keys that work where the cursor is now, as many as fit; pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flipchart.tui.text.keys import shown
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import width_of


class Piece(NamedTuple):
    """An action's id, its key, its word, the word where there is little room, and how soon it may be left out."""

    id: str
    key: str
    word: str
    short: str = ""
    rank: int = 0


IN_A_PROMPT = (
    Piece("capture.add", "enter", "add"),
    Piece("gap.next", "tab", "take", rank=1),
    Piece("leave", "esc", "close", rank=2),
    Piece("clock.toggle", "F5", "pause", rank=4),
    Piece("stage.next", "pgdn", "next stage", rank=5),
)
HELP_OUTSIDE, HELP_IN_BOX = Piece("help", "?", "keys"), Piece("help", "F1", "keys")


def outside(hints: Iterable[tuple[str, str]], own: Mapping[str, str]) -> list[Piece]:
    """The pieces for what a page names, with the keys of the table or one's own; the first named go last."""
    return [Piece(id, _key(id, own), t(word), rank=rank) for rank, (id, word) in enumerate(hints)]


def _key(id: str, own: Mapping[str, str]) -> str:
    """The key of an action; of answers, all the digits up to the one that is named."""
    first, _, digit = id.partition("answer.")
    return f"1-{digit}" if not first and digit not in ("", "1") and id not in own else shown(id, own)


def owned(pieces: Iterable[Piece], own: Mapping[str, str], *, boxed: bool) -> tuple[Piece, ...]:
    """The pieces with a person's own keys; those without a working key are left out."""
    named = (piece._replace(key=shown(piece.id, own, boxed=boxed), word=t(piece.word), short=t(piece.short))
             for piece in pieces)  # fmt: skip
    return tuple(piece for piece in named if piece.key)


def fitted(pieces: Sequence[Piece], last: Piece, width: int) -> list[Piece]:
    """As many of `pieces` as fit before `last`, which stands at the end; words are shortened before keys go."""
    for chosen in (list(pieces), [piece._replace(word=piece.short or piece.word) for piece in pieces]):
        if _cells([*chosen, last]) <= width:
            return [*chosen, last]
    while chosen and _cells([*chosen, last]) > width:
        chosen.remove(max(chosen, key=lambda piece: piece.rank))
    return [*chosen, last]


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(width_of(piece.key) + width_of(piece.word) + 3 for piece in pieces) - 2
