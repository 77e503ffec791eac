"""`flipchart follow-up SESSION`: looks again at a plan, in a timed sitting of its own."""

from flipchart.cli.frame.call import Call
from flipchart.cli.run import arguments, drive

__all__ = ["arguments", "run"]


def run(call: Call) -> int:
    """Open the session in a follow-up run, a new one unless one is under way."""
    return drive(call, follow_up=True)
