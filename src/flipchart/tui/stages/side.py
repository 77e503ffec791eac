"""What stands beside the page on a very wide screen: the agenda and the plan so far."""

from flipchart.tui.stages.prestart import agenda_rows
from flipchart.tui.text.frame import View
from flipchart.tui.text.rows import BLANK, Heading, Pair, Row


def side_rows(view: View) -> tuple[Row, ...]:
    """The agenda with its times, each improvement with its number of steps, the parking lot.

    Where the page itself has the agenda, the improvements stand beside it; the closing page has all of it.
    """
    above = view.session.above_line()
    if view.clock is None or view.clock.state == "ended":
        return _counts(view)
    if view.clock.state == "planned" or (view.stage and view.stage.kind == "introduce"):
        listed = (Pair(None, item.text, "", mark=str(number)) for number, item in enumerate(above, 1))
        return (Heading(None, "Improvements"), *listed)
    rows: list[Row] = [Heading(None, "Agenda"), *agenda_rows(view)]
    if above:
        rows += [BLANK, *_counts(view)]
    parked = [item for item in view.session.parked if item.live]
    if parked:
        rows += [
            BLANK,
            Heading(None, "Parking lot"),
            *(Pair(None, item.text, "", mark="·") for item in parked),
        ]
    return tuple(rows)


def _counts(view: View) -> tuple[Row, ...]:
    """How many steps each improvement has."""
    above = view.session.above_line()
    counts = (Pair(None, item.text, str(len(view.session.steps_of(item.id)))) for item in above)
    return (Heading(None, "Steps so far"), *counts) if above else ()
