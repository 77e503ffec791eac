"""QR codes on the screen: as large as fits, dark on light in both themes, from person to person."""

import importlib
import re
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest
from driver import Driver, driving
from rich.color import Color
from rich.style import Style
from workshops import STEPS, with_steps, workshop, write

from flipchart.domain.session import Session
from flipchart.store.config import Config
from flipchart.tui.screens.sheets import CodesScreen

SIZES = [(80, 24), (120, 40), (200, 60)]


def promised() -> Session:
    """Three steps of two people."""
    owners = ("José Müller", "Łukasz", "José Müller")
    return with_steps(workshop(), tuple(it.revise(owner=who) for it, who in zip(STEPS, owners, strict=True)))


def _rgb(colour: Color | None) -> tuple[int, int, int]:
    red, green, blue = colour.triplet if colour is not None and colour.triplet else (0, 0, 0)
    return red, green, blue


def pictured(driver: Driver, cell: int = 8) -> Any:
    """The cells of the screen as a picture, each half in the colour that it is painted."""
    width, height = driver.app.size
    image = importlib.import_module("PIL.Image").new("RGB", (width * cell, 2 * height * cell))
    draw = importlib.import_module("PIL.ImageDraw").Draw(image)
    for y, strip in enumerate(driver.app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            style = segment.style
            ink, ground = (_rgb(style.color), _rgb(style.bgcolor)) if isinstance(style, Style) else ((0, 0, 0),) * 2
            if isinstance(style, Style) and style.reverse:
                ink, ground = ground, ink
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


JSQR = """
const jsQR = require("jsqr"), all = require("fs").readFileSync(0);
const pixels = new Uint8ClampedArray(all.subarray(8));
const found = (jsQR.default || jsQR)(pixels, all.readUInt32LE(0), all.readUInt32LE(4));
process.stdout.write(found ? found.data : "");
"""
"""What web pages read with, where Node and the package are (`npm install jsqr`; NODE_PATH names its folder)."""


def read_by_jsqr(image: Any) -> str:
    """What jsQR makes of a picture; skips where it is not installed."""
    node = shutil.which("node")
    if node is None or subprocess.run([node, "-e", 'require("jsqr")'], capture_output=True, check=False).returncode:
        pytest.skip("needs Node with jsqr")
    picture = struct.pack("<II", *image.size) + image.convert("RGBA").tobytes()
    done = subprocess.run([node, "-e", JSQR], input=picture, capture_output=True, check=True)
    return str(done.stdout, "utf-8")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_third_decoder_reads_the_names_of_all_from_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    """jsQR gives an empty text for names in Latin letters that another character set was chosen for."""
    pytest.importorskip("PIL.Image", reason="Pillow draws the cells")
    async with driving(write(promised(), tmp_path), size) as driver:
        await driver.press("space", "ctrl+o", "3", "O")
        for _ in range(2):
            picture = pictured(driver)
            assert read_by_jsqr(picture) == read(picture)[0] != ""
            await driver.press("n")


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


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_without_colour_and_without_signs_a_code_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, ascii_only: bool
) -> None:
    """Black on white is all that is left of colour; in ASCII the code is drawn in blanks. Nothing shows through."""
    pytest.importorskip("PIL.Image", reason="Pillow draws the cells")
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(
        write(promised(), tmp_path), (120, 44 if ascii_only else 40), config=Config(ascii=ascii_only)
    ) as driver:
        await driver.press("space", "ctrl+o", "3", "O")
        assert "keys" not in driver.text()
        assert ascii_only is not ("▀" in driver.text())
        assert "#" not in driver.text()
        texts = read(pictured(driver))
        assert texts[0] == texts[1]
        assert "Agree one-p" in texts[0]


async def test_in_ascii_it_says_how_large_a_screen_must_be(tmp_path: Path) -> None:
    """At one column or row less than it says there is no code, at that size there is."""
    async with driving(write(promised(), tmp_path), (100, 42), config=Config(ascii=True)) as driver:
        await driver.press("space", "ctrl+o", "3", "O")
        assert "too small" not in driver.text()
        for size in ((99, 42), (100, 41)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
            assert "100 columns and 42 rows" in " ".join(driver.text().split())


async def test_no_code_holds_half_a_promise(tmp_path: Path) -> None:
    """Where a code of all the words does not fit it says how large a screen must be; at that size there is one."""
    long = "Walk the new escalation path with night shift, pharmacy and reception before the next all-hands"
    plan = with_steps(workshop(), (STEPS[0].revise(text=long, owner="Ana"), STEPS[1].revise(text=long, owner="Ana")))
    async with driving(write(plan, tmp_path), (80, 24)) as driver:
        await driver.press("space", "ctrl+o", "3", "O")
        answer = " ".join(driver.text().split())
        assert "▀" not in answer
        columns, rows = map(int, re.findall(r"(\d+) columns and (\d+) rows", answer)[0])
        for size, fits in (((columns, rows), True), ((columns - 1, rows), False), ((columns, rows - 1), False)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
            assert ("▀" in driver.text()) == fits
            assert "…" not in driver.text()


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
