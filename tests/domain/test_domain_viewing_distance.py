"""From how far a screen of so many rows is read."""

import pytest

from flipchart.domain.viewing_distance import reading_distance, scale_hint


@pytest.mark.parametrize(("rows", "metres"), [(18, 5.6), (20, 5.0), (24, 4.2), (60, 1.6)])
def test_the_distances_are_those_of_the_design(rows: int, metres: float) -> None:
    """150 times the height of a letter, on a screen 2 m wide; a wider one is read from as much farther."""
    assert reading_distance(rows) == metres
    assert reading_distance(rows, 4) == pytest.approx(2 * metres, abs=0.2)


def test_the_hint_is_a_sentence_for_the_room() -> None:
    """As people say it; no rows at all are no error."""
    assert scale_hint(20) == "20 rows: readable to 5 m on a 2 m screen"
    assert reading_distance(0) > 0
