"""What colours are on a screen, how they compare, and how people who see colours otherwise see them; pure."""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from driver import Driver
from rich.color import Color, ColorSystem
from rich.style import Style

RGB = tuple[float, float, float]
"""Red, green and blue from 0 to 255, as a screen is told them."""

RULES = " ─▔▁▂▃▄▅▆▇▏▎━│└┴┬┘"
"""Signs that are no text: lines, and the handles of scroll bars. The clock's digits have full blocks too."""


class Ink(NamedTuple):
    """Words in a colour on a ground; None is what the terminal has of itself."""

    text: str
    front: RGB | None
    back: RGB | None
    style: Style


def inks(driver: Driver) -> Iterator[Ink]:
    """Yield every piece of text on the screen with its colours."""
    for strip in driver.app.screen._compositor.render_strips():
        for segment in strip:
            if not segment.control and segment.text.strip(RULES):
                style = segment.style or Style()
                yield Ink(segment.text, *_colours(style), style)


@lru_cache(maxsize=1024)
def _colours(style: Style) -> tuple[RGB | None, RGB | None]:
    front, back = _rgb(style.color), _rgb(style.bgcolor)
    return (back, front) if style.reverse else (front, back)


def _rgb(color: Color | None) -> RGB | None:
    if color is None or color.is_default:
        return None
    red, green, blue = color.get_truecolor()
    return (red, green, blue)


@lru_cache(maxsize=1024)
def of_256(rgb: RGB) -> RGB:
    """The colour as a terminal of 256 colours shows it."""
    color = Color.from_rgb(*rgb).downgrade(ColorSystem.EIGHT_BIT)
    red, green, blue = color.get_truecolor()
    return (red, green, blue)


def of_hex(name: str) -> RGB:
    """`#AFAFFF` as numbers."""
    return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16)


def linear(rgb: RGB) -> RGB:
    """Light and not signal (sRGB, IEC 61966-2-1), 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (each / 255 for each in rgb)
    )
    return red, green, blue


def luminance(rgb: RGB) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = linear(rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=1024)
def contrast(one: RGB, other: RGB) -> float:
    """Contrast ratio from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


Vision = Literal["usual", "protan", "deutan", "tritan"]

SEEN: dict[Vision, tuple[RGB, RGB, RGB]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How light is seen by those who lack one kind of cone, as matrices over linear RGB.

Machado, Oliveira, Fernandes: A physiologically-based model for simulation of color vision deficiency,
IEEE Transactions on Visualization and Computer Graphics 15 (2009), table of severity 1.0.
"""


def lab(rgb: RGB, vision: Vision = "usual") -> RGB:
    """The colour as it is seen, in CIE L*a*b* (D65)."""
    light = linear(rgb)
    red, green, blue = (
        min(max(sum(part * each for part, each in zip(row, light, strict=True)), 0.0), 1.0) for row in SEEN[vision]
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (_cube_root(each) for each in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _cube_root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def apart(one: RGB, other: RGB, vision: Vision = "usual") -> float:
    """How far apart two colours are seen: CIE 1976 distance, where 2.3 is just noticed side by side."""
    return math.dist(lab(one, vision), lab(other, vision))
