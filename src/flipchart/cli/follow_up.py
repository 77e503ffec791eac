"""`flipchart follow-up SESSION`: reviews a plan in a timed run of its own."""

from argparse import ArgumentParser

from flipchart.cli import run as driving
from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import Misuse


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    driving.arguments(parser)
    about = "its agenda, such as a weekly one of your own; see 'flipchart templates'"
    parser.add_argument("--template", metavar="NAME", default="follow-up", help=about)


def run(call: Call) -> int:
    """Open the session in a follow-up run, a new one unless one is under way."""
    from flipchart.exchange.templates.agenda_template import load_template
    from flipchart.store.paths import config_dir

    name = call.args.template
    if load_template(name, config_dir() / "templates").kind != "follow-up":
        raise Misuse(f"'{name}' is the agenda of a workshop; one to look again has kind = \"follow-up\" in its file.")
    return driving.drive(call, follow_up=name)
