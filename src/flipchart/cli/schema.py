"""`flipchart schema`: the JSON Schema of a session."""

from argparse import ArgumentParser

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, data


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes: nothing."""


def run(call: Call) -> int:  # noqa: ARG001, RUF100 - every verb is given its call
    """Print the schema, which `show --json` and `export --to json` follow."""
    from flipchart.exchange.writers.json import schema
    from flipchart.exchange.writers.json_text import dumped

    data(dumped(schema()))
    return DONE
