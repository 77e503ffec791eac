"""Older files go up the chain of formats, newer ones stay as they are."""

import pytest

from flipchart.store.codec import migrated

STEPS = {
    1: lambda tables: {**tables, "subject": tables["title"]},
    2: lambda tables: {key: value for key, value in tables.items() if key != "title"},
}


def test_each_format_is_one_step_from_the_next() -> None:
    """Two steps lead from format 1 to 3, and the number goes with them."""
    assert migrated({"format": 1, "title": "R"}, STEPS, 3) == {"format": 3, "subject": "R"}


def test_the_latest_and_newer_formats_are_left_alone() -> None:
    """What needs no step is the same object."""
    tables = {"format": 1, "title": "R"}
    assert migrated(tables) is tables
    newer = {"format": 4}
    assert migrated(newer, STEPS, 3) is newer


def test_a_format_without_a_step_is_an_error() -> None:
    """A gap in the chain is a fault of the program and is not passed over."""
    with pytest.raises(LookupError):
        migrated({"format": 0}, STEPS, 3)
