"""Promises to take home: the text of a code, its size, and that real decoders read it from a picture of the cells."""

import datetime as dt
import importlib
import math
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipchart.clock import ManualClock
from flipchart.domain.plan import Step
from flipchart.domain.promises import people_with_promises
from flipchart.domain.session import Session
from flipchart.domain.text import clean_line
from flipchart.exchange.templates import handouts
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.exchange.view import View
from flipchart.exchange.writers import codes, html

TEN = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
VIEW = View.of(ManualClock(TEN))
NAMES = ("José Müller", "Łukasz", "José Müller 王", "田中 太郎", "Ana Lopes")
TIMES, PIXELS, VIEW_PIXELS, VIEW_ANGLE = 10, 3, 1080, 65.0
"""A code is read to about ten times its width, and while a module has 3 pixels of a camera's picture, which is 1080
pixels across over some 65 degrees in the preview of a phone that is held upright.
"""

SIZES = {(60, 18): 2, (80, 24): 5, (120, 40): 13}


def session(*promises: tuple[str, str, dt.date | None]) -> Session:
    """A session with the steps of owners."""
    steps = tuple(
        Step(id=f"t{n}", text=text, state="open", owner=who, due=due) for n, (who, text, due) in enumerate(promises)
    )
    return Session(format=1, id="s1", title="Clinic", created=TEN, steps=steps)


FRIDAY, LATER = dt.date(2026, 11, 20), dt.date(2026, 12, 4)
THREE = session(
    ("Ana Lopes", "Draft the intake form, with HR", FRIDAY), ("Łukasz", "Walk the escalation path", None),
    ("ana lopes", "Book a room", LATER),
)  # fmt: skip


def test_people_are_those_with_open_promises_each_once() -> None:
    """Case does not make two of one; done and dropped steps and steps without an owner are no promise."""
    done = THREE.steps[0].revise(id="x", owner="Bea", state="done")
    bare = THREE.steps[0].revise(id="y", owner=None)
    assert people_with_promises(THREE.revise(steps=(*THREE.steps, done, bare))) == ("Ana Lopes", "Łukasz")


def test_one_dated_promise_is_an_entry_for_the_calendar() -> None:
    """With its signs escaped; where it has no room, and without a day, it is text."""
    one = session(("Bea", r"Ask HR, then sign; a\b", FRIDAY))
    assert codes.promises_of(one, "Bea", VIEW, 200).split("\n") == [
        "BEGIN:VEVENT", r"SUMMARY:Ask HR\, then sign\; a\\b", "DTSTART;VALUE=DATE:20261120", "END:VEVENT",
    ]  # fmt: skip
    assert codes.promises_of(one, "Bea", VIEW, 60) == "Bea\nFri 20 Nov: Ask HR, then sign; a\\b"
    assert codes.promises_of(THREE, "Łukasz", VIEW, 200) == "Łukasz\nWalk the escalation path"


def test_several_promises_are_text_in_the_order_of_their_days() -> None:
    """Shortened where there is little room: the name first, then the longest words, then the last promises."""
    for room, text in (
        (200, "Ana Lopes\nFri 20 Nov: Draft the intake form, with HR\nFri 4 Dec: Book a room"),
        (66, "Fri 20 Nov: Draft the intake form, with HR\nFri 4 Dec: Book a room"),
        (56, "Fri 20 Nov: Draft the intake f…\nFri 4 Dec: Book a room"),
        (30, "Fri 20 Nov: Draft the i…\n+1"),
        (10, "Draft the "),
    ):  # fmt: skip
        assert codes.promises_of(THREE, "Ana Lopes", VIEW, room) == text


@given(st.lists(st.text("ab é研", min_size=1, max_size=60), min_size=1, max_size=5))
def test_the_version_that_is_needed_holds_all_words_and_the_one_before_does_not(words: list[str]) -> None:
    """Whatever was promised: nothing is shortened and nothing counted, unless the largest is too small too."""
    plan = session(*(("Ana", f"x{text}", None) for text in words))
    least = codes.whole_version(plan, "Ana", VIEW)
    shown = codes.code_of(plan, "Ana", VIEW, least).text.split("\n")[-len(words) :]
    assert least == codes.LARGEST or shown == [clean_line(step.text) for step in plan.steps]
    assert least == 1 or codes.code_of(plan, "Ana", VIEW, least - 1).text.split("\n") != shown


@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=9), st.sampled_from([15, 30, 104, 423]))
def test_a_text_always_fits(words: list[str], room: int) -> None:
    """Whatever people typed, the bytes are no more than there is room for, on clean lines."""
    plan = session(*(("王 Łukasz", f"x{text}", FRIDAY) for text in words))
    text = codes.promises_of(plan, "王 Łukasz", VIEW, room)
    assert 0 < len(text.encode("utf-8")) <= room
    assert not [sign for sign in text if sign != "\n" and ord(sign) < 32]


def test_more_promises_cost_hardly_more_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fits is found by halving, not by a letter and a promise at a time."""
    tries: list[int] = []
    listed = codes._listed
    monkeypatch.setattr(codes, "_listed", lambda *parts: [tries.append(1), listed(*parts)][1])  # type: ignore[func-returns-value]
    plan = session(*(("Ana", f"Ask the clinics of the north, part {n}", FRIDAY) for n in range(1000)))
    text = codes.promises_of(plan, "Ana", VIEW, 104)
    assert text.split("\n") == [*["Fri 20 Nov: Ask the cli…"] * 3, "+997"]
    assert len(tries) < 30


@pytest.mark.parametrize(("size", "version"), SIZES.items(), ids=str)
def test_which_sizes_fit_a_screen(size: tuple[int, int], version: int) -> None:
    """Version 2 at 60x18, 5 at 80x24, 13 at 120x40, with 4 modules of border; and none is ever larger."""
    assert codes.version_for(*size) == version
    code = codes.code_of(session(("Ana", "x" * 600, None)), "Ana", VIEW, version)
    lines = codes.half_blocks(code.matrix)
    assert (len(code.matrix) - 17) // 4 <= version
    assert len(lines) <= size[1]
    assert {len(line) for line in lines} == {code.modules}
    assert set(lines[0]) | set(lines[1]) == {" "}
    assert codes.version_for(48, 14) == codes.version_for(4, 400) == 0


def code_distance(modules: int, width: float) -> float:
    """Return the metres to which a phone reads a code of so many modules, `width` metres wide; cut to tenths."""
    per_pixel = 2 * math.tan(math.radians(VIEW_ANGLE / 2)) / VIEW_PIXELS
    by_camera = width / max(modules, 1) / PIXELS / per_pixel
    return math.floor(min(TIMES * width, by_camera) * 10) / 10


def test_a_phone_reads_a_code_from_as_far_as_its_modules_are_large() -> None:
    """On a screen 2 m wide: 9.4 m at 60 columns, 7 m at 80, 4.7 m at 120; the fewer modules, the farther."""
    far = [code_distance(17 + 4 * version + 8, 2.0 * (25 + 4 * version) / columns)
           for (columns, _), version in SIZES.items()]  # fmt: skip
    assert far == [9.4, 7.0, 4.7]
    assert code_distance(33, 0.2) == 1.7


def drawn(lines: tuple[str, ...], cell: int = 8) -> Any:
    """A picture of terminal cells: black half blocks on white, on a black screen."""
    image = importlib.import_module("PIL.Image").new(
        "L", ((len(lines[0]) + 6) * cell, (2 * len(lines) + 6) * cell), 0
    )
    draw = importlib.import_module("PIL.ImageDraw").Draw(image)
    for y, line in enumerate(lines):
        for x, sign in enumerate(line):
            for half, dark in ((0, sign in "▀█"), (1, sign in "▄█")):
                left, top = (x + 3) * cell, (2 * y + half + 3) * cell
                draw.rectangle((left, top, left + cell - 1, top + cell - 1), fill=0 if dark else 255)
    return image


def by_zxing(image: Any, zxing: ModuleType) -> str:
    """What zxing-cpp reads."""
    found = zxing.read_barcodes(image)
    return str(found[0].text) if found else ""


def by_opencv(image: Any, cv2: ModuleType) -> str:
    """What OpenCV reads."""
    numpy = importlib.import_module("numpy")
    return str(cv2.QRCodeDetector().detectAndDecode(numpy.asarray(image.convert("RGB")))[0])


@pytest.mark.parametrize(("module", "decode"), [("zxingcpp", by_zxing), ("cv2", by_opencv)])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("who", NAMES)
def test_decoders_read_the_name_and_the_promise_from_the_cells(
    who: str, size: tuple[int, int], module: str, decode: Callable[[Any, ModuleType], str]
) -> None:
    """As text at every size, from a picture of what the terminal draws."""
    pytest.importorskip("PIL.Image", reason="Pillow draws the cells")
    decoder = pytest.importorskip(module, reason=f"{module} reads the picture")
    plan = session((who, f"{who} calls", None), (who, "Book a room", LATER))
    code = codes.code_of(plan, who, VIEW, codes.version_for(*size))
    assert decode(drawn(codes.half_blocks(code.matrix)), decoder) == code.text


@pytest.mark.parametrize(("module", "decode"), [("zxingcpp", by_zxing), ("cv2", by_opencv)])
def test_decoders_read_a_calendar_entry(module: str, decode: Callable[[Any, ModuleType], str]) -> None:
    """And one whose modules are drawn twice as large."""
    pytest.importorskip("PIL.Image", reason="Pillow draws the cells")
    decoder = pytest.importorskip(module, reason=f"{module} reads the picture")
    code = codes.code_of(session(("Łukasz", "José Müller anrufen", FRIDAY)), "Łukasz", VIEW, 5)
    assert code.text.startswith("BEGIN:VEVENT")
    assert decode(drawn(codes.half_blocks(code.matrix, 2), 5), decoder) == code.text


@pytest.mark.parametrize(("module", "decode"), [("zxingcpp", by_zxing), ("cv2", by_opencv)])
def test_decoders_read_each_person_from_the_printed_worksheet(
    module: str, decode: Callable[[Any, ModuleType], str]
) -> None:
    """Dark on paper at the end of the sheet, each code below its name; a blank worksheet has none."""
    pytest.importorskip("PIL.Image", reason="Pillow draws the letters")
    decoder = pytest.importorskip(module, reason=f"{module} reads the picture")
    template = load_template("follow-up")
    plan = session(
        ("José Müller", "Draft the form", FRIDAY), ("Łukasz", "Walk the path", None), ("Łukasz", "Go", LATER)
    )
    page = handouts.sheet(template, codes.printed(plan, VIEW, handouts.WIDTH))
    blank, _, last = page.partition("\nPromises to take home\n")
    assert blank == handouts.sheet(template)
    parts = re.split(r"^(José Müller|Łukasz)$", last, flags=re.MULTILINE)[1:]
    for who, lines in zip(parts[::2], parts[1::2], strict=True):
        rows = lines.strip("\n").split("\n")
        assert max(map(len, rows)) <= handouts.WIDTH
        padded = tuple(f"    {row:<{handouts.WIDTH}}" for row in ("", "", *rows, "", ""))
        assert decode(drawn(padded), decoder) == codes.code_of(plan, who, VIEW).text


def test_a_path_draws_each_dark_module_once() -> None:
    """In units of a module, within the border."""
    assert codes.svg_path(((1, 1, 0), (0, 1, 1))) == "M4 4h2v1h-2zM5 5h2v1h-2z"


def test_the_page_has_a_code_for_each_person() -> None:
    """Dark on light whatever the page's colours are, with its border, and the decoders read it as it is drawn."""
    page = html.write(THREE, VIEW)
    found = re.findall(r'<svg class="code" viewBox="0 0 (\d+) .*?<path fill="#000" d="([^"]+)"', page, re.DOTALL)
    assert len(found) == 2
    pytest.importorskip("PIL.Image", reason="Pillow draws the path")
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp reads the picture")
    cv2 = pytest.importorskip("cv2", reason="OpenCV reads the picture")
    (modules, path), made = found[0], codes.codes(THREE, VIEW)[0]
    assert int(modules) == made.modules
    image = importlib.import_module("PIL.Image").new("L", (made.modules * 6,) * 2, 255)
    draw = importlib.import_module("PIL.ImageDraw").Draw(image)
    for x, y, size in re.findall(r"M(\d+) (\d+)h(\d+)", path):
        left, top = int(x) * 6, int(y) * 6
        draw.rectangle((left, top, left + int(size) * 6 - 1, top + 5), fill=0)
    assert by_zxing(image, zxing) == by_opencv(image, cv2) == made.text
    assert "Take it home" not in html.write(THREE.revise(steps=()), VIEW)


def test_the_page_about_it_says_what_is_computed() -> None:
    """The table of docs/take-home.md: version, bytes, cells and both distances of each size."""
    page = (Path(__file__).parents[2] / "docs" / "take-home.md").read_text(encoding="utf-8")
    for (columns, rows), version in SIZES.items():
        modules = 17 + 4 * version + 2 * codes.BORDER
        room, height = codes.BYTES[version] - codes.ECI, (modules + 1) // 2
        far, near = (code_distance(modules, wide * modules / columns) for wide in (2.0, 0.3))
        answer = f"| {columns}x{rows} | {version} | {room} | {modules}x{height} | {far:g} m | {near:g} m |"
        assert answer in page
