"""`flipchart` alone: the home screen."""

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import Misuse, need_terminal


def run(call: Call) -> int:
    """Open the home screen over the sessions folder."""
    need_terminal("The home screen")
    if call.stands:
        raise Misuse("--as-of is for reading; the home screen keeps the real time.")
    call.settle_folder()
    context = call.context()
    from flipchart.cli.demo import clear_left_over

    clear_left_over()
    from flipchart.tui.start import open_home

    return open_home(context=context)
