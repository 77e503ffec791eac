"""Sessions whose every free text tries to control the terminal, to be markup, or to break the lines of a screen."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import tomli
import tomli_w

from flipchart.domain.commands.agenda import OpenRun
from flipchart.domain.session import Session
from flipchart.exchange.templates.agenda_template import agenda_of, load_template, run_of
from flipchart.ids import CountedIds
from flipchart.store.codec import decode, encode
from flipchart.store.errors import StoreError

CONTROLS = (
    "\x1b]52;c;UFdO\x07Zq\x1b[3;4;9m\x9b7m\x9d52;c;UFdO\x9c\x1b[6n\x1bP+q544e\x1b\\\x1b[?1049l\x1b[2J\x1b(0\u202e\r\n"
    "\x08\x7f\U000e0041[/][@click=app.quit]Zq\x1b"
)
"""Sets the clipboard, asks for answers that come back as keys, leaves the screen, turns the writing direction, …"""

MARK = "Zq"
"""What is left of it to be seen."""

POINTERS = ("id", "run", "stage", "improvement", "step", "goal", "kind", "template")
"""What is no text of people: the links within a file, and what chooses a screen."""

SOME_DAY = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)

Tables = dict[str, Any]


def meeting_again(worked: bytes) -> Session:
    """Return a worked session that is about to meet again."""
    ids, template = CountedIds("h"), load_template("action-planning")
    run = run_of(template, "action-planning", ids)
    return OpenRun(run, agenda_of(template, run, ids)).apply(decode(worked, name="worked", made=SOME_DAY))


def hostile(session: Session, words: str = CONTROLS) -> tuple[bytes, list[str]]:
    """Return a session with hostile text before every text; and the fields that have some."""
    plan = encode(session).decode()
    done = free_places(plan)
    made = with_words(plan, done, words)
    if not read(made):
        done = tuple(place for place in done if read(with_words(plan, (place,), words)))
        made = with_words(plan, done, words)
    return made.encode(), [".".join(place).removeprefix(".") for place in done]


@lru_cache(maxsize=8)
def free_places(plan: str) -> tuple[tuple[str, str], ...]:
    """The places whose texts may be just any text: each is tried by itself, once for all kinds of words."""
    return tuple(it for it in sorted(set(places(tomli.loads(plan)))) if read(with_words(plan, (it,), MARK)))


def with_words(plan: str, done: tuple[tuple[str, str], ...], words: str) -> str:
    """The plan with words before the texts of some places."""
    tables = tomli.loads(plan)
    for place in done:
        put(tables, place, words)
    return tomli_w.dumps(tables)


def read(plan: str) -> bool:
    """Whether a plan can be read."""
    try:
        decode(plan.encode(), name="hostile", made=SOME_DAY)
    except StoreError:
        return False
    return True


def places(tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield table and key of every text, or list of texts, that is no id."""
    for table, rows in [("", [tables]), *((key, value) for key, value in tables.items() if rows_of(value))]:
        for row in rows:
            yield from ((table, key) for key, value in row.items() if key not in POINTERS and texts_of(value))


def put(tables: Tables, place: tuple[str, str], words: str) -> None:
    """Put hostile text before the texts of one key."""
    table, key = place
    for row in (row for row in (tables[table] if table else [tables]) if key in row):
        row[key] = [words + text for text in row[key]] if isinstance(row[key], list) else words + row[key]


def rows_of(value: object) -> bool:
    """Whether a value is an array of tables."""
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def texts_of(value: object) -> bool:
    """Whether a value is a text or a list of texts."""
    return isinstance(value, str) or (
        isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)
    )


# Run in the child before the program, so that only the second net is between the file and the terminal.
FIRST_NET_OFF = """
import sys
import flipchart.store.tidy as tidy
tidy.clean = lambda text, *, limit=0: text
from flipchart.cli.frame.main import main
sys.exit(main(sys.argv[1:]))
"""
