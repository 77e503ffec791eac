"""A list that somebody hands in, as a file or by a pipe."""

from pathlib import PurePath

from flipchart.cli.frame.streams import read_source
from flipchart.exchange.readers import Entry, read_items


def read_list(name: str) -> tuple[Entry, ...]:
    """Return the rows of a file; "-" is stdin. Raises CommandError and ExchangeError for what cannot be read."""
    return read_items(read_source(name), PurePath(name).suffix.casefold())
