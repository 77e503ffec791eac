"""`flipchart run SESSION`: drives a session."""

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import Misuse, need_terminal


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    view_argument(parser)
    parser.add_argument("--rehearse", action="store_true", help="on a fast clock, from the start; nothing is saved")
    told = "keep the plan as an HTML page for others there, written anew after every change"
    parser.add_argument("--publish", metavar="FILE", help=told)


def view_argument(parser: ArgumentParser) -> None:
    """Add the choice between the two screens."""
    told = "what the screen shows: the room, to be projected, or the facilitator's desk"
    parser.add_argument("--view", choices=["room", "desk"], default="room", help=told)


def run(call: Call) -> int:
    """Open the session's screens."""
    return drive(call)


def drive(call: Call, *, follow_up: bool = False) -> int:
    """Open the session's screens, with `follow_up` in a sitting that looks again."""
    path = call.find(call.args.session)
    need_terminal("A session on the screen")
    if call.stands:
        raise Misuse("--as-of is for reading; a run keeps the real time.")
    if call.args.rehearse and call.args.publish:
        raise Misuse("A rehearsal publishes nothing; leave out --rehearse or --publish.")
    context = call.context()
    from flipchart.service.rehearsal import rehearsing
    from flipchart.tui.start import open_session

    if call.args.rehearse:
        context = rehearsing(path, context)
    if call.args.publish:
        from flipchart.service.publisher import check_place

        context = replace(context, publish=Path(call.args.publish).absolute())
        check_place(Path(call.args.publish))
    return open_session(path, context=context, follow_up=follow_up, view=call.args.view)
