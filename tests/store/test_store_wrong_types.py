"""Every field given a value of another kind: named in the file's words, or taken, and never anything else."""

import datetime as dt

import pytest
import tomli_w

import ledger
from flipchart.domain.record import Unfit, defaults
from flipchart.domain.session import Session
from flipchart.store.codec import decode, sentence
from flipchart.store.errors import ECHO, Damaged
from flipchart.store.tables import MODELS, WITH_ID

MADE = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
LONG = "Ana Lopes said in confidence that she would not do it, and why " * 4

WRONG: tuple[object, ...] = (
    LONG, 7, -1, 1.5, float("nan"), True, MADE, MADE.date(), MADE.time(), [LONG, 1], [[1]], {"Ana": LONG}, [{"a": 1}],
    [], {}, 2**70,
)  # fmt: skip

REQUIRED: dict[str, dict[str, object]] = {
    "contacts": {"name": "n", "email": "e"},
    "goals": {"text": "t"}, "measurements": {"goal": "g", "on": MADE.date(), "value": 1},
    "improvements": {"text": "t"}, "milestones": {"improvement": "i", "text": "t"},
    "steps": {"text": "t", "state": "open"}, "resources": {"text": "t", "status": "need"},
    "parked": {"text": "t"}, "notes": {"text": "t", "kind": "note", "at": MADE},
    "runs": {"kind": "workshop"}, "stages": {"run": "r", "kind": "define", "title": "t", "seconds": 60},
    "timing": {"run": "r", "at": MADE, "event": "pause"},
    "reports": {"step": "s", "on": MADE.date(), "state": "done"},
    "evaluations": {"on": MADE.date()}, "feedback": {"on": MADE.date(), "text": "t"}, "waved": {"gap": "g"},
    "conflicts": {"item": "i", "key": "k", "at": MADE},
}  # fmt: skip

FIELDS = [("", name) for name in defaults(Session) if name not in MODELS] + [
    (table, name) for table, model in MODELS.items() for name in defaults(model)
]


def tables_with(table: str, key: str, value: object) -> dict[str, object]:
    """The least session, with a value in one field."""
    whole: dict[str, object] = {
        "format": 1, "id": "retro123", "title": "Retro", "created": MADE, "end": {"complete": True}
    }  # fmt: skip
    if not table:
        return whole | {key: value}
    identity = {"id": "x1"} if table in WITH_ID else {}
    return whole | {table: [identity | REQUIRED[table] | {key: value}]}


@pytest.mark.parametrize("table", MODELS)
def test_the_least_row_of_each_table_is_sound(table: str) -> None:
    """The control: it is the value alone that is refused below."""
    decode(tomli_w.dumps(tables_with(table, "unknown", 1)).encode(), name="r.toml", made=MADE)


@pytest.mark.parametrize(("table", "key"), FIELDS, ids=lambda it: it or "session")
def test_a_wrong_type_in_a_field_names_the_field(table: str, key: str) -> None:
    """The sentence has table and key as in the file, and at most forty characters of any value; nothing crashes."""
    refused = 0
    for value in WRONG:
        try:
            decode(tomli_w.dumps(tables_with(table, key, value)).encode(), name="r.toml", made=MADE)
        except Damaged as error:
            assert f"{table}[1]" in error.sentence or not table
            assert key in error.sentence, error.sentence
            assert LONG[:ECHO] not in error.sentence
            assert len(error.sentence) < 400
            refused += 1
            ledger.count("files")
    assert refused >= 5 or (table, key) in {("conflicts", "kept"), ("conflicts", "other")}


def test_a_place_that_is_not_in_the_file_is_named_all_the_same() -> None:
    """A model's error may point to what the tables do not hold, or hold as another kind."""
    with pytest.raises(Unfit) as wrong:
        Session.of({"format": 1, "id": "s", "title": "t", "created": MADE, "steps": [{"text": 7}]})
    places: tuple[dict[str, object], ...] = ({}, {"steps": []}, {"steps": 7})
    for tables in places:
        assert sentence(wrong.value, tables).startswith("steps[1]")
