"""The panes of the desk, in the order in which they are wanted, and how they share what room there is."""

from collections.abc import Sequence

from flipchart.tui.desk.ask import ask_count, ask_rows
from flipchart.tui.desk.loads import load_count, load_rows
from flipchart.tui.desk.notes import note_count, note_rows
from flipchart.tui.desk.pane import Pane
from flipchart.tui.desk.progress import progress_rows
from flipchart.tui.desk.signs import sign_count, sign_rows
from flipchart.tui.desk.times import time_rows
from flipchart.tui.lines import Line, line, width_of
from flipchart.tui.rows import BLANK, Heading, Row, Words
from flipchart.tui.view import View

SIGNS = "signs"

PANES = (
    Pane("ask", "Ask aloud", ask_rows, ask_count),
    Pane("times", "Times", time_rows),
    Pane("loads", "Loads", load_rows, load_count),
    Pane("notes", "Notes", note_rows, note_count),
    Pane(SIGNS, "Signs", sign_rows, sign_count),
)

PROGRESS = Pane("progress", "Progress", progress_rows)

FEWEST = 3
"""Lines, with its name, under which a pane says nothing."""


def panes_of(view: View) -> tuple[Pane, ...]:
    """The panes of this sitting: a follow-up has one more."""
    followed = view.run is not None and view.run.kind == "follow-up"
    return (PANES[0], PROGRESS, *PANES[1:]) if followed else PANES


def first_of(view: View, chosen: str) -> str:
    """Return the id of the pane that stands first: the chosen one, else what is wanted at the moment."""
    if chosen:
        return chosen
    return "times" if view.clock is not None and view.clock.state == "planned" else PANES[0].id


def turned(view: View, id: str, by: int) -> str:
    """Return the id of the pane that comes `by` after the one of this id, round and round."""
    ids = [pane.id for pane in panes_of(view)]
    return ids[((ids.index(id) if id in ids else 0) + by) % len(ids)]


def from_pane(view: View, id: str) -> tuple[Pane, ...]:
    """Return all panes with the one of this id first."""
    panes = panes_of(view)
    at = next((n for n, pane in enumerate(panes) if pane.id == id), 0)
    return panes[at:] + panes[:at]


def called(pane: Pane, view: View) -> str:
    """The name of a pane with how much there is in it."""
    return " ".join((pane.name, pane.much(view))).strip()


def stacked(view: View, first: str, width: int, height: int) -> tuple[Row, ...]:
    """Return the panes one below the other in `height` lines; each that has more than its share says how much."""
    panes = [(pane, pane.rows(view)) for pane in from_pane(view, first)]
    needs = [1 + sum(len(row.lines(width, selected=False)) for row in rows) for _, rows in panes]
    shown: list[Row] = []
    for (pane, rows), share in zip(panes, shares(needs, height), strict=True):
        if share:
            head = Words(None, called(pane, view), "key", 0)
            shown += [*([BLANK] if shown else []), head, *within(rows, width, share - 1)]
    return tuple(shown)


def shares(needs: Sequence[int], height: int) -> tuple[int, ...]:
    """Return how many of `height` lines each pane gets, an empty one between two: all the same, or what it needs.

    Where that is too little for each to say anything, the last ones get none.
    """
    count = max(min(len(needs), (height + 1) // (FEWEST + 1)), 1)
    left = height - (count - 1)
    given: dict[int, int] = {}
    for place, (n, need) in enumerate(sorted(enumerate(needs[:count]), key=lambda it: it[1])):
        given[n] = min(need, left // (count - place))
        left -= given[n]
    return tuple(given.get(n, 0) for n in range(len(needs)))


def within(rows: tuple[Row, ...], width: int, height: int) -> tuple[Row, ...]:
    """Return as many whole rows as go into `height` lines, and how many more there are."""
    sizes = [len(row.lines(width, selected=False)) for row in rows]
    if sum(sizes) <= height:
        return rows
    kept = next(n for n in range(len(rows), -1, -1) if n == 0 or sum(sizes[:n]) < height)
    return (*rows[:kept], Heading(None, f"  {len(rows) - kept} more")) if height > 0 else ()


def tabs(view: View, first: str, width: int) -> Line:
    """Return the names of all panes on one line, the one that is shown first; what does not fit is left out."""
    shown: Line = ()
    for n, pane in enumerate(from_pane(view, first)):
        piece = line((called(pane, view), "quiet" if n else "bold"), "   ")
        if width_of(shown) + width_of(piece) > width - 10:
            break
        shown = (*shown, *piece)
    return (*shown, *line(("left", "key"), " ", ("right", "key")))


def tab_at(view: View, first: str, x: int) -> str | None:
    """Return the id of the pane whose name on that line is in cell `x`, or None."""
    end = 0
    for pane in from_pane(view, first):
        begin, end = end, end + width_of(called(pane, view)) + 3
        if begin <= x < end - 3:
            return pane.id
    return None
