"""A list that somebody hands in, as a file or by a pipe."""

from pathlib import PurePath

from flipchart.cli.frame.errors import CommandError
from flipchart.cli.frame.streams import read_source, say
from flipchart.exchange.readers import Entry, decoded, read_items, shape


def read_list(name: str) -> tuple[tuple[Entry, ...], bool]:
    """Return the rows of a file ("-" is stdin), and whether they were understood as what they are.

    Raises CommandError for a session file, whose lines would be taken for improvements.

    Columns of a table are not told apart: that is said, since nobody should have to find it out from the plan.
    """
    text = decoded(read_source(name))
    if PurePath(name).suffix.casefold() == ".toml":
        raise CommandError(f"{name} is no list; lists are plain lines or Markdown, in a .txt or .md file.")
    entries = read_items(text)
    table = shape(text) == "table" or PurePath(name).suffix.casefold() in (".csv", ".tsv")
    if table and entries:
        say(f"{name} looks like a table: its columns were not told apart, each row was kept whole.")
    return entries, not (table and entries)
