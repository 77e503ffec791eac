"""`flipchart watch SESSION`: shows a session while somebody drives it, and writes nothing."""

from argparse import ArgumentParser

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import Misuse, need_terminal
from flipchart.cli.run import view_argument


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    view_argument(parser)


def run(call: Call) -> int:
    """Open the session's screens for looking on."""
    path = call.find(call.args.session)
    need_terminal("A session on the screen")
    if call.stands:
        raise Misuse("--as-of is for reading; a watched run keeps the real time.")
    context = call.context()
    from flipchart.tui.start import watch_session

    return watch_session(path, context=context, view=call.args.view)
