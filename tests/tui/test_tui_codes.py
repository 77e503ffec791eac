"""QR codes on the screen: as large as fits, dark on light in both themes, from person to person."""

import importlib
from pathlib import Path
from typing import Any

import pytest
from driver import Driver, driving
from workshops import STEPS, with_steps, workshop, write

from flipchart.domain.session import Session
from flipchart.tui.screens.sheets import CodesScreen

SIZES = [(60, 18), (80, 24), (120, 40), (200, 60)]


def promised() -> Session:
    """Three steps of two people."""
    owners = ("José Müller", "Łukasz", "José Müller")
    return with_steps(workshop(), tuple(it.revise(owner=who) for it, who in zip(STEPS, owners, strict=True)))


def pictured(driver: Driver, cell: int = 8) -> Any:
    """The cells of the screen as a picture, each half in the colour that it is painted."""
    width, height = driver.app.size
    image = importlib.import_module("PIL.Image").new("RGB", (width * cell, 2 * height * cell))
    draw = importlib.import_module("PIL.ImageDraw").Draw(image)
    for y, strip in enumerate(driver.app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            ink, ground = (
                tuple(colour.triplet) if colour is not None and colour.triplet else (0, 0, 0)
                for colour in (segment.style and segment.style.color, segment.style and segment.style.bgcolor)
            )
            for sign in segment.text:
                for half, dark in ((0, sign in "▀█"), (1, sign in "▄█")):
                    left, top = x * cell, (2 * y + half) * cell
                    draw.rectangle((left, top, left + cell - 1, top + cell - 1), fill=ink if dark else ground)
                x += 1
    return image


def read(image: Any) -> tuple[str, ...]:
    """What the decoders that are there make of a picture."""
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp reads the picture")
    cv2 = pytest.importorskip("cv2", reason="OpenCV reads the picture")
    numpy = importlib.import_module("numpy")
    return (
        next((str(found.text) for found in zxing.read_barcodes(image)), ""),
        str(cv2.QRCodeDetector().detectAndDecode(numpy.asarray(image))[0]),
    )


@pytest.mark.parametrize("theme", ["room-dark", "room-light"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_promises_are_read_from_the_screen(tmp_path: Path, size: tuple[int, int], theme: str) -> None:
    """On the closing page, in either theme: dark on light, by both decoders; n goes on to the next person."""
    pytest.importorskip("PIL.Image", reason="Pillow draws the cells")
    path = write(promised(), tmp_path)
    async with driving(path, size) as driver:
        driver.app.theme = theme
        await driver.press("space", "ctrl+o", "3")
        assert driver.stage == "ended"
        await driver.press("O")
        assert isinstance(driver.app.screen, CodesScreen)
        assert "José" in driver.text()
        texts = read(pictured(driver))
        assert texts[0] == texts[1]
        assert "Agree one-p" in texts[0]
        await driver.press("n")
        assert "Łukasz" in driver.text()
        assert [text.split()[-1] for text in read(pictured(driver))] == [read(pictured(driver))[0].split()[-1]] * 2
        await driver.press("p", "escape")
        assert not isinstance(driver.app.screen, CodesScreen)


async def test_elsewhere_it_says_where_the_codes_are(tmp_path: Path) -> None:
    """In a stage it is no key to stumble over; without promises there is nothing to show."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", "O")
        assert "closing page and at read-back" in driver.text()
        await driver.press("ctrl+o", "3", "O")
        assert "Nobody has an open promise" in driver.text()


async def test_a_screen_that_is_too_small_says_so(tmp_path: Path) -> None:
    """And a larger one shows the code at once."""
    async with driving(write(promised(), tmp_path), (48, 14)) as driver:
        await driver.press("space", "ctrl+o", "3", "O")
        assert "too small" in " ".join(driver.text().split())
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert "▀" in driver.text()
