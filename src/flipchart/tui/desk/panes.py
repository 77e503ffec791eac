"""The panes of the desk: which there are, which is wanted when, and their names on one line."""

from flipchart.tui.desk.ask import ask_count, ask_rows
from flipchart.tui.desk.loads import load_count, load_rows
from flipchart.tui.desk.notes import note_count, note_rows
from flipchart.tui.desk.pane import Pane
from flipchart.tui.desk.progress import progress_rows
from flipchart.tui.desk.signs import sign_count, sign_rows
from flipchart.tui.desk.times import time_now, time_rows
from flipchart.tui.text.frame import View
from flipchart.tui.text.lines import Line, line, width_of
from flipchart.tui.text.rows import Heading

SIGNS = "signs"

PANES = (
    Pane("ask", "Ask aloud", ask_rows, ask_count),
    Pane("times", "Times", time_rows, least=8, start=time_now),
    Pane("loads", "Loads", load_rows, load_count),
    Pane("notes", "Notes", note_rows, note_count, least=1),
    Pane(SIGNS, "Signs", sign_rows, sign_count, least=2),
)

PROGRESS = Pane("progress", "Progress", progress_rows, least=2)

WANTED = ("ask", "notes", "progress", "times", "signs", "loads")
"""Panes in the order in which they are wanted while they stand below each other."""
NAMING = ("ask", "loads", "notes", "times", "signs")
"""The same while owners are named."""


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


def in_order(view: View, chosen: str) -> tuple[Pane, ...]:
    """Return all panes: the chosen one first, then as they are wanted in this stage; last what has nothing to say."""
    naming = view.stage is not None and view.stage.kind == "assign"
    order = (first_of(view, chosen), *(NAMING if naming else WANTED))
    return tuple(sorted(panes_of(view), key=lambda it: (it.id != chosen and _empty(it, view), order.index(it.id))))


def _empty(pane: Pane, view: View) -> bool:
    rows = pane.rows(view)
    return not rows or (len(rows) == 1 and isinstance(rows[0], Heading))


def called(pane: Pane, view: View) -> str:
    """The name of a pane with how much there is in it."""
    return " ".join((pane.name, pane.much(view))).strip()


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
