"""`flipchart schema`: the JSON Schema of a session."""

import json
from argparse import ArgumentParser

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, data


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes: nothing."""


def run(call: Call) -> int:  # noqa: ARG001, RUF100 - every verb is given its call
    """Print the schema, after which `export --to json` is made."""
    from flipchart.domain.session import Session

    data(json.dumps(Session.model_json_schema(), indent=2, ensure_ascii=False) + "\n")
    return DONE
