"""The state of a step in a cell: a word for it, with what follows, or how much of the step is done."""

import re
from functools import lru_cache
from typing import NamedTuple

from flipchart.domain.kinds import StepState
from flipchart.exchange.readers.columns import Cell, plain
from flipchart.exchange.readers.vocabulary import (
    LONGEST_STATE,
    LOOSE_STATES,
    MORE,
    NO,
    QUALIFIERS,
    STATES,
    YES,
)  # fmt: skip

_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]0+)? ?%(?: (?:done|complete|completed))?")
_OF = re.compile(r"([0-9]{1,4}) ?(?:of|von|de|van|sur|/) ?([0-9]{1,4})(?: (?:done|complete|completed))?")
_BARE_NUMBER = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,4})?)")


def percent_of(text: str) -> int | None:
    """Return the number in "60 %" or "60% done", None for anything else and for more than 100."""
    found = _PERCENT.fullmatch(" ".join(text.casefold().split()))
    return int(found[1]) if found and int(found[1]) <= 100 else None


class CellState(NamedTuple):
    """A state in a cell, the words behind it, and whether nothing else is said."""

    state: StepState
    rest: str = ""
    exact: bool = True


def state_of(cell: Cell) -> StepState | None:
    """Return the state that a cell tells, None where its words tell none."""
    found = cell_state(cell)
    return found.state if found else None


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where words meet that a program writes as one: "notStarted"."""


@lru_cache(maxsize=1024)
def cell_state(cell: Cell) -> CellState | None:
    """Return the state that a cell tells, with the words behind it: "Completed 12 March 2026"."""
    said = _CAMEL.sub(" ", cell.text) if cell.text.isalpha() else cell.text
    words = " ".join(_ENDINGS.sub("", said.casefold()).replace("_", " ").replace("`", "").split()).rstrip(".!")
    if isinstance(cell.value, str) or words in STATES:
        state: StepState = STATES.get(words) or cell.value  # type: ignore[assignment]  # the reader took only states
        return CellState(state, exact=words not in MORE)
    share = _share_of(cell, words)
    if share is not None:
        return CellState("done" if share == 100 else "doing" if share else "open", exact=share in (0, 100))
    # Under a name such as "Done" a tick answers it; under "Status" the same words say nothing.
    if (not cell.name or _TICKED.intersection(plain(cell.name).split())) and words in YES | NO:
        return CellState("done" if words in YES else "open")
    bare = _COLOUR.sub("", _SIGNS.sub("", _SLASH.sub(" / ", words.strip("()[] "))))
    return _leading_state(bare) or _qualified_state(bare)


def _share_of(cell: Cell, words: str) -> int | None:
    """How many percent are told: "60 %", "3 of 5", and a bare number under a name that says percent."""
    if (percent := percent_of(words)) is not None:
        return percent
    if (parts := _OF.fullmatch(words)) and 0 < int(parts[2]) >= int(parts[1]):
        return int(parts[1]) * 100 // int(parts[2])
    names = set(plain(cell.name).split())
    rounded = bool(names & _TICKED) and words.isdecimal() and 1 < int(words) <= 100 and int(words) % 5 == 0
    number = _BARE_NUMBER.fullmatch(words) if names & _SHARES or rounded else None
    # Under "Progress" one may be a step of several, or all of it.
    if number is None or ("percent" not in names and number[1] == "1") or float(number[1].replace(",", ".")) > 100:
        return None
    # Some programs write a share of one: nothing is done to one percent.
    value = float(number[1].replace(",", "."))
    return round(value * 100 if value <= 1 else value)


def _qualified_state(words: str) -> CellState | None:
    """Read a state with a qualifying word before it: "not achieved", "partly met", "task closed"."""
    for begun, turned in QUALIFIERS.items():
        rest = words.removeprefix(f"{begun} ")
        found = _leading_state(rest) if rest != words else None
        if found is not None:
            return CellState(turned or found.state, found.rest, exact=False)
    return None


def _leading_state(words: str) -> CellState | None:
    """Read the longest run of first words that is a state and is set off from what follows."""
    parts = words.split()
    for count in range(min(len(parts), LONGEST_STATE), 0, -1):
        run = " ".join(parts[:count])
        state = STATES.get(run.rstrip(_SETS_OFF)) or STATES.get(run)
        rest = " ".join(parts[count:]).lstrip(_SETS_OFF + " ").rstrip(" )]")
        if state is None:
            continue
        if not rest:
            return CellState(state, exact=run not in MORE)
        apart = run != run.rstrip(_SETS_OFF) or parts[count][0] in "-–—(:/|[" or any(map(str.isdigit, rest))
        if not apart and run in LOOSE_STATES:
            return None
        ended = STATES.get(rest) == "dropped" and state == "done"
        return CellState("dropped" if ended else state, rest, exact=False)
    return None


_SHARES = frozenset(
    {
        "percent",
        "progress",
        "completion",
        "fortschritt",
        "avancement",
        "avance",
        "progreso",
        "progresso",
        "andamento",
        "voortgang",
    }
)
_TICKED = frozenset(
    [
        "fertig",
        "erl",
        "concluida",
        "realizada",
        "feita",
        "hecha",
        "terminada",
        "terminado",
        "completada",
        "realizado",
        "faite",
        "terminee",
        "realisee",
    ]
) | frozenset(
    {
        "done",
        "complete",
        "completed",
        "erledigt",
        "fait",
        "hecho",
        "feito",
        "klaar",
        "termine",
        "gereed",
        "afgerond",
        "finished",
        "closed",
        "completado",
        "concluido",
        "fatto",
        "realise",
        "umgesetzt",
        "abgeschlossen",
        "cumplido",
        "voltooid",
        "achieved",
        "actioned",
        "gedaan",
    }
)
_SIGNS = re.compile(r"^(?:[^\w(]|[0-9]{1,2} ?[.):-]? ?(?=[^\W\d]))+|[^\w)%]+$")
_ENDINGS = re.compile(r"\((?:e|s|es|a|as|in|innen)\)|·e?s?\b")
_COLOUR = re.compile(
    r"^(?:red|amber|yellow|green|blue|grey|gray|black|rot|gelb|grün|blau|rouge|orange|jaune|vert|bleu|rojo|amarillo"
    r"|verde|azul|vermelho|amarelo|rood|geel|oranje|groen|blauw)\s*[-–—:/(,]+\s*(?=\w)"
)
"""A rating before the state: "Amber - in progress"."""
_SLASH = re.compile(r"(?<=[^\W\d])/(?=[^\W\d])")
_SETS_OFF = "-–—:;,./|("


def is_share(cell: Cell) -> bool:
    """Whether a cell says how much is done; a word for the state counts for more."""
    return cell.text[:1].isdigit()


@lru_cache(maxsize=1024)
def is_place(name: str) -> bool:
    """Whether a column tells where on a board a card lies."""
    return not {"column", "list", "section", "bucket", "stage"}.isdisjoint(plain(name).split())
