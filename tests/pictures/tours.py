"""Every screen as a picture, taken past the same places as the tests come, and sheets of many at once."""

import asyncio
import re
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pyte
import pytest
from msgspec.structs import replace
from PIL import Image
from rich.console import Console

from flipchart.exchange.templates.agenda_template import load_template
from flipchart.store.config import Config
from pictures.paint import paint

sys.path.append(str(Path(__file__).parents[1] / "tui"))

import tour
import workshops
from driver import Driver

ACROSS, WIDEST = 4, 2400
"""Pictures beside each other on a sheet, and how many pixels a sheet is wide at most."""


def screen_of(driver: Driver) -> pyte.Screen:
    """What is painted now, as a terminal would have it."""
    size, console = driver.app.size, Console(color_system="truecolor", force_terminal=True)
    screen = pyte.Screen(size.width, size.height)
    stream = pyte.Stream(screen)
    for number, strip in enumerate(driver.app.screen._compositor.render_strips()):
        stream.feed(f"\x1b[{number + 1};1H{strip.render(console)}")
    return screen


LOOKS = {
    "dark": Config(theme="room-dark"),
    "light": Config(theme="room-light"),
    "no-color": Config(theme="room-dark"),
    "ascii": Config(theme="room-dark", ascii=True),
}
"""What the screens may look like, with the settings for it; without colour by NO_COLOR."""


def take_all(folder: Path, name: str, size: tuple[int, int], look: str, language: str = "en") -> list[Path]:
    """Take a picture of every place at a size in a look and a language, and return them."""
    taken: list[Path] = []

    def take(place: str, driver: Driver) -> None:
        path = folder / f"{name}-{look}-{len(taken):03}-{re.sub('[^a-z]+', '-', place.lower())}.png"
        paint(screen_of(driver), path, 16)
        taken.append(path)

    with TemporaryDirectory() as sessions, pytest.MonkeyPatch.context() as env:
        env.setenv("XDG_STATE_HOME", f"{sessions}/state")
        env.setenv("FLIPCHART_CONFIG", f"{sessions}/config")
        env.delenv("NO_COLOR", raising=False)
        if look == "no-color":
            env.setenv("NO_COLOR", "1")
        for module in (tour, workshops):
            env.setattr(module, "load_template", partial(load_template, language=language))
        asyncio.run(tour.everywhere(Path(sessions), size, replace(LOOKS[look], language=language), take))
    return taken


def sheets(pictures: list[Path], name: Path, each: int = 12) -> list[Path]:
    """Put pictures of one size together, `each` on a sheet, and return the sheets."""
    made: list[Path] = []
    for start in range(0, len(pictures), each):
        images = [Image.open(path) for path in pictures[start : start + each]]
        width, height = images[0].width + 12, images[0].height + 12
        rows = -(-len(images) // ACROSS)
        sheet = Image.new("RGB", (ACROSS * width, rows * height), "#808080")
        for number, image in enumerate(images):
            sheet.paste(image, (number % ACROSS * width, number // ACROSS * height))
        sheet.thumbnail((WIDEST, WIDEST * 4))
        made.append(name.with_name(f"{name.name}-{start // each:02}.png"))
        sheet.save(made[-1])
    return made
