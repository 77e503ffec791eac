"""The colours of the screen where a terminal has sixteen of them: every text at 7:1, the cursor's row in sight; pure.

Which red is shown as colour 1 is the terminal's own affair. What is chosen here is right in both palettes that most
terminals start from, xterm's and VGA's. Two things rule much out: no red is light or dark enough for 7:1 on black or
white, and with bold letters xterm shows colours 0 to 7 as 8 to 15, black as grey.
"""

from functools import lru_cache

RGB = tuple[int, int, int]

XTERM: tuple[RGB, ...] = (
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
)  # fmt: skip
"""What xterm shows for each colour unless told otherwise (its XTerm-col.ad)."""

VGA: tuple[RGB, ...] = (
    (0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170),
    (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255), (255, 85, 255), (85, 255, 255),
    (255, 255, 255),
)  # fmt: skip
"""What the console of Linux and many others show."""

READABLE, MEANT = 7.0, 4.5
"""The contrast that words get (WCAG 2.2, 1.4.6), and that from which on something was meant to be read."""

BLACK, BLUE, GREY, DARK_GREY, GREEN, YELLOW, CYAN, WHITE = 0, 4, 7, 8, 10, 11, 14, 15

_FRONTS = {
    "FFFFFF": WHITE, "D0D0D0": GREY, "AFAFFF": CYAN, "00FFD7": CYAN, "FFD700": YELLOW, "FF875F": YELLOW,
    "444444": DARK_GREY, "1C1C1C": BLUE, "00005F": BLUE, "000000": BLACK, "303030": BLACK, "BCBCBC": GREY,
    "D7D7FF": CYAN, "EEEEEE": CYAN, "E4E4E4": CYAN,
}  # fmt: skip
"""The colours of our themes as letters."""

_GROUNDS = {
    "000000": BLACK, "1C1C1C": BLUE, "303030": BLUE, "00005F": BLUE, "00FFD7": CYAN, "FFD700": YELLOW,
    "FF875F": YELLOW, "FFFFFF": WHITE, "EEEEEE": CYAN, "E4E4E4": CYAN, "D7D7FF": CYAN, "AFD7FF": CYAN,
    "D0D0D0": GREY, "BCBCBC": GREY, "5FD7AF": GREEN,
}  # fmt: skip
"""The same as grounds: on each of them black or white can be read."""


@lru_cache(maxsize=512)
def sixteen(front: RGB, back: RGB, bold: bool = False) -> tuple[int, int, bool]:
    """Return the colour of letters and of their ground by their numbers, and whether the letters may be bold.

    Black letters that are meant to be bold are blue, where that can be read.
    """
    ground = _known(_GROUNDS, back, tuple(sorted({*_GROUNDS.values()})))
    letters = _known(_FRONTS, front, range(16))
    if contrast(front, back) >= MEANT and weakest(letters, ground) < READABLE:
        letters = max((BLACK, WHITE), key=lambda it: weakest(it, ground))
    elif front == (48, 48, 48) and ground in (BLACK, BLUE):
        letters = DARK_GREY
    if bold and letters == BLACK and weakest(BLUE, ground) >= READABLE:
        letters = BLUE
    return letters, ground, letters >= GREY


def weakest(letters: int, ground: int) -> float:
    """The contrast of two of the colours, in the palette where it is less."""
    return min(contrast(palette[letters], palette[ground]) for palette in (XTERM, VGA))


def contrast(one: RGB, other: RGB) -> float:
    """Contrast ratio from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _known(known: dict[str, int], colour: RGB, among: range | tuple[int, ...]) -> int:
    for name, number in known.items():
        # Textual's own reckoning with colours makes some of them darker by one.
        if all(abs(one - other) <= 1 for one, other in zip(bytes.fromhex(name), colour, strict=True)):
            return number
    return min(among, key=lambda it: sum((one - other) ** 2 for one, other in zip(colour, VGA[it], strict=True)))


def _luminance(colour: RGB) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
