"""Nothing forgotten: every field of a session reaches what people read of it, as Markdown and as a page."""

from collections.abc import Callable
from typing import Any

import pytest
from exchange_help import HEAD, ROWS, VIEW, full

from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers import html, markdown
from flipchart.store.tables import MODELS

Write = Callable[[Session, View], str]

# What stays out, and why: identities are told by the texts they point to; dropped items have left the plan;
# the script (say, watch, challenges) is the facilitator's, and "bosses naming others" is not for the wiki.
KEPT_BACK = {
    ("head", "id"), ("head", "format"),
    ("stages", "say"), ("stages", "watch"), ("stages", "challenges"), ("stages", "kind"),
    ("reports", "run"), ("evaluations", "run"),
}  # fmt: skip
VALUES = [
    *(("head", key) for key in HEAD),
    *((table, key) for table, rows in ROWS.items() for row in rows for key in row if key != "id"),
]


def changed(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 11
    if isinstance(value, str):
        return {"tentative": "accepted", "short": "long", "survey": "interview", "asked": "need"}.get(
            value, value + " X"
        )
    return value[:-1] if isinstance(value, list) else value.replace(year=2027)


@pytest.mark.parametrize("write", [markdown.write, html.write], ids=["md", "html"])
@pytest.mark.parametrize(("table", "key"), sorted({pair for pair in VALUES if pair not in KEPT_BACK}))
def test_every_field_reaches_what_is_read(table: str, key: str, write: Write) -> None:
    """A field that is taken away, or changed where it must be there, changes what is written."""
    whole = write(full(), VIEW)
    assert write(without(table, key), VIEW) != whole, f"{table}.{key} is not in it"


def without(table: str, key: str) -> Session:
    """The full session without one field, or with another value where the field is required."""
    if table == "head":
        value = changed(HEAD[key]) if Session.model_fields[key].is_required() else None
        return full(**{key: value})
    rows = [dict(row) for row in ROWS[table]]
    row = next(row for row in rows if key in row)
    value = row.pop(key)
    try:
        return full(**{table: rows})
    except ValueError:
        row[key] = REQUIRED.get((table, key)) or changed(value)
        return full(**{table: rows})


REQUIRED = {
    ("steps", "state"): "doing", ("resources", "status"): "need", ("notes", "kind"): "note",
    ("runs", "kind"): "follow-up", ("timing", "event"): "skip", ("reports", "state"): "doing",
}  # fmt: skip


@pytest.mark.parametrize("write", [markdown.write, html.write], ids=["md", "html"])
@pytest.mark.parametrize("words", [row for rows in ROWS.values() for row in rows], ids=lambda row: str(row.get("id")))
def test_every_text_is_there_word_for_word(words: dict[str, Any], write: Write) -> None:
    """Whatever a field says in words stands there as it was typed."""
    written = write(full(), VIEW)
    texts_of = [value for key, value in words.items() if isinstance(value, str) and "words" in value]
    missing = [text for text in texts_of if text not in written]
    assert not [text for text in missing if text not in ("Say words", "Watch words")]


def test_the_model_has_no_field_that_the_full_session_leaves_out() -> None:
    """The loop above is over all fields: `private`, `dropped`, `below_line` and `hoped` have tests of their own."""
    told = {("head", key) for key in HEAD} | {
        (table, key) for table, rows in ROWS.items() for row in rows for key in row
    }
    fields = {("head", key) for key in Session.model_fields if key not in ROWS}
    fields |= {(table, key) for table, model in MODELS.items() for key in model.model_fields}
    own = {"dropped", "private", "below_line", "hoped"}
    assert {pair for pair in fields - told if pair[1] not in own} == set()
