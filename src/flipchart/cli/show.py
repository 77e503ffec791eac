"""`flipchart show SESSION`: the plan and, while a run is under way, its clock."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, data

if TYPE_CHECKING:
    from flipchart.domain.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for scripts: with counts, clock and gaps")
    form.add_argument("--plain", action="store_true", help="80 columns of ASCII, without colour")


def run(call: Call) -> int:
    """Print the plan as it stands now, or at `--as-of`."""
    session = call.open(call.args.session).session
    if call.args.json:
        from flipchart.exchange.writers.json import shown
        from flipchart.exchange.writers.json_text import dumped

        data(dumped(shown(session, call.view, _loads(call, session))))
        return DONE
    from flipchart.cli.frame.colour import text_style
    from flipchart.exchange.writers.plain import write

    data(write(session, call.view, text_style(call, plain=call.args.plain)))
    return DONE


def _loads(call: Call, session: "Session") -> Mapping[str, int]:
    """Return how many open steps each owner has in the group's other sessions in the same folder."""
    from flipchart.domain.group_context import group_context_of
    from flipchart.domain.saying import name_key
    from flipchart.store.catalogue import each, sessions_of, without_copies

    if not name_key(session.group):
        return {}
    every = sessions_of(without_copies(each(call.find(call.args.session).parent, call.clock, session.group)))
    return group_context_of(session, (it.session for it in every), call.view.today).loads
