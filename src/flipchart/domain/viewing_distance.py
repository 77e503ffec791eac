"""How far from a screen its text can be read."""

import math

from flipchart.domain.said import figure, say

ASPECT = 9 / 16
"""The height of a projected picture by its width."""

LETTER = 0.6
"""The height of a capital by that of its row of cells."""

TIMES = 150
"""The distance, in heights of a letter, from which it is read without effort."""

SCREEN = 2.0
"""Metres that a screen is wide, where nobody says otherwise."""


def reading_distance(rows: int, width: float = SCREEN) -> float:
    """Return the metres to which a terminal of `rows` rows that fills a screen `width` metres wide can be read.

    Cut to tenths, to be on the safe side: 20 rows on 2 m are read to 5 m, 60 rows to 1.6 m.
    """
    letter = width * ASPECT / max(rows, 1) * LETTER
    return math.floor(TIMES * letter * 10) / 10


def scale_hint(rows: int, width: float = SCREEN) -> str:
    """Return the reading distance in words."""
    return say(
        "{rows} rows: readable to {distance} m on a {width} m screen",
        rows=rows, distance=figure(f"{reading_distance(rows, width):g}"), width=figure(f"{width:g}"),
    )  # fmt: skip
