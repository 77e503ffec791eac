"""Cells to pixels: a terminal's screen as a picture, half blocks and rules drawn so that nothing gapes."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pyte
from PIL import Image, ImageDraw, ImageFont
from pyte.screens import Char

FONTS = (
    ("/usr/share/fonts/truetype/dejavu", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    ("/usr/share/fonts/TTF", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    ("/usr/share/fonts/dejavu-sans-mono-fonts", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    ("/System/Library/Fonts", "Menlo.ttc", "Menlo.ttc"),
)
"""Folders in which a monospace font may be, with its upright and its bold file."""

NAMED = {
    "black": "#000000", "red": "#cd0000", "green": "#00cd00", "brown": "#cdcd00", "blue": "#0000ee",
    "magenta": "#cd00cd", "cyan": "#00cdcd", "white": "#e5e5e5",
}  # fmt: skip

BLOCKS = {
    "█": (0, 0, 1, 1), "▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 1), "▌": (0, 0, 0.5, 1), "▐": (0.5, 0, 1, 1),
    "▔": (0, 0, 1, 0.125), "▁": (0, 0.875, 1, 1), "▏": (0, 0, 0.125, 1), "▎": (0, 0, 0.25, 1),
    "─": (0, 0.48, 1, 0.54), "━": (0, 0.44, 1, 0.58), "│": (0.44, 0, 0.56, 1),
}  # fmt: skip
"""Characters that fill a part of their cell: left, top, right, bottom."""


class NoFont(Exception):
    """There is no monospace font where this program looks for one."""


@lru_cache
def _fonts(size: int) -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]:
    for folder, upright, bold in FONTS:
        if Path(folder, upright).exists():
            return ImageFont.truetype(Path(folder, upright), size), ImageFont.truetype(Path(folder, bold), size)
    raise NoFont(f"No monospace font is found; install DejaVu Sans Mono or name another in {__file__}.")


def paint(screen: pyte.Screen, path: Path, size: int = 20) -> None:
    """Write the screen as a PNG, `size` pixels to a letter. Raises NoFont and OSError."""
    picture(screen, size).save(path, optimize=True)


def picture(screen: pyte.Screen, size: int = 20) -> Image.Image:
    """Return the screen as a picture, `size` pixels to a letter. Raises NoFont."""
    upright, bold = _fonts(size)
    width, height = round(upright.getlength("M")), round(size * 1.2)
    image = Image.new("RGB", (width * screen.columns, height * screen.lines), "#000000")
    draw = ImageDraw.Draw(image)
    cells = [(x, y, screen.buffer[y][x]) for y in range(screen.lines) for x in range(screen.columns)]
    # Grounds first: a wide character reaches over the next cell.
    for x, y, cell in cells:
        left, top = x * width, y * height
        draw.rectangle((left, top, left + width - 1, top + height - 1), fill=_colours(cell)[1])
    for x, y, cell in cells:
        _paint_cell(draw, cell, (x * width, y * height), (width, height), bold if cell.bold else upright)
    return image


def move(frames: Sequence[Image.Image], path: Path, seconds: float) -> None:
    """Write pictures as one that moves, each for some seconds and the last for twice as long."""
    first, *others = [frame.quantize(64) for frame in frames]
    times = [int(seconds * 1000)] * len(others) + [int(seconds * 2000)]
    first.save(path, save_all=True, append_images=others, duration=times, loop=0, optimize=True)


def _paint_cell(
    draw: ImageDraw.ImageDraw, cell: Char, at: tuple[int, int], of: tuple[int, int], font: ImageFont.FreeTypeFont
) -> None:
    (left, top), (width, height), ink = at, of, _colours(cell)[0]
    if cell.data in BLOCKS:
        a, b, c, d = BLOCKS[cell.data]
        draw.rectangle((left + a * width, top + b * height, left + c * width - 1, top + d * height - 1), fill=ink)
    elif cell.data.strip():
        draw.text((left, top), cell.data, font=font, fill=ink)
    if cell.underscore:
        draw.line((left, top + height - 2, left + width, top + height - 2), fill=ink)


def _colours(cell: Char) -> tuple[str, str]:
    """The colours of the ink and of the ground."""
    ink, ground = _colour(cell.fg, "#e5e5e5"), _colour(cell.bg, "#000000")
    return (ground, ink) if cell.reverse else (ink, ground)


def _colour(value: str, default: str) -> str:
    if value == "default":
        return default
    return NAMED.get(value.removeprefix("bright"), f"#{value}")
