"""What was understood of a line: whole before Enter, in every box and at every size."""

from pathlib import Path

import pytest
from driver import driving
from hypothesis import given
from hypothesis import strategies as st
from sight import hidden
from workshops import crowded, with_steps, workshop, write

from flipchart.tui.text.echo import echoed, told_whole
from flipchart.tui.text.lines import line, plain, width_of

PARTS = st.sampled_from(["Ana Lopes", "Fri 20 Nov, in 2 days", "needs it"])
WORDS = st.builds(" · ".join, st.lists(PARTS, max_size=9))


@given(WORDS, st.sampled_from(["", "Which day?"]), st.integers(0, 12), st.integers(46, 200), st.integers(0, 15))
def test_what_fits_on_two_lines_is_shown_whole(words: str, hint: str, indent: int, width: int, beside: int) -> None:
    """One line where one is enough, beside the save light; else two, and no word is lost on the way."""
    above, last = echoed(words, line((hint, "warn")) if hint else (), indent, width, beside)
    told = "".join(plain(above).split()) + "".join(plain(last).split())
    assert told == "".join(f"{words}{hint}".split())
    assert width_of(above) <= width
    if above:
        assert indent + width_of(words) + 2 + width_of(hint) > width - beside - 1


SENTENCES = (
    "“I” is no number of fingers. Type digits from 1 to 5, such as 33445.",
    "This run has ended. p goes back into its last stage.",
    "No.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@given(st.integers(0, 30), st.integers(46, 200), st.integers(0, 15))
def test_what_there_is_to_say_is_never_cut(sentence: str, indent: int, width: int, beside: int) -> None:
    """The end of a sentence says what to do: under the box, else from the margin, else on two lines."""
    above, last = told_whole(line((sentence, "warn")), indent, width, beside)
    assert " ".join(f"{plain(above)} {plain(last)}".split()) == sentence
    assert width_of(above) <= width and width_of(last) <= width - beside - bool(beside)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=str)
async def test_refused_and_said_in_whole_sentences(tmp_path: Path, size: tuple[int, int]) -> None:
    """In a small room as well, what the program answers to a key is read to its end, and the box keeps its place."""
    async with driving(write(with_steps(workshop()), tmp_path), size) as driver:
        await driver.press("space", *["pagedown"] * 5, "n")
        await driver.sees("This run has ended.")
        assert "its last stage." in driver.text()
    async with driving(write(with_steps(workshop(agenda="follow-up")), tmp_path), size) as driver:
        await driver.press("space", "n", "n", "enter")
        await driver.type("3e")
        shown = " ".join(driver.text().split())
        assert "“e” is no number of fingers. Type digits from 1 to 5, such as 33445." in shown
        assert hidden(driver) == []


SIZES = [(60, 18), (80, 24), (120, 40), (200, 60)]
LONG = "Draft it @ana +bea >fri #designer !if legal is slow then reuse last year's"
TOLD = ("Ana Lopes", "with Bea", "Fri 20 Nov", "needs designer", "if legal is slow then reuse last year's")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_long_line_is_echoed_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    """Owner, helper, date, need and if-then all stand under the box before Enter, and the list keeps its cursor."""
    async with driving(write(with_steps(workshop()), tmp_path), size) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await driver.type(LONG)
        shown = " ".join(driver.text().split())
        assert all(words in shown for words in TOLD), driver.text()
        assert hidden(driver) == []
        await driver.press("enter")
        assert "if legal is slow then" not in driver.text()


ECHOES = (
    ("o", "chen", "Chen Wei"),
    ("d", "2w", "Wed 2 Dec"),
    ("d", "~2w", "hoped Wed 2 Dec"),
    ("d", "31 nov", "There is no 31"),
    ("f", "it rains then inside", "if it rains · then inside"),
    ("r", "a room >thu @ana", "ask Ana Lopes · by Thu 19 Nov"),
    ("e", " >fri", "Fri 20 Nov"),
    ("m", "! no forms", "decision"),
    ("t", "2:30", "2:30 left · ends 10:05"),
    ("t", "until 10:20", "ends 10:"),
)


@pytest.mark.parametrize(("key", "typed", "told"), ECHOES, ids=lambda it: it)
@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=str)
async def test_every_box_says_what_it_understood(
    tmp_path: Path, key: str, typed: str, told: str, size: tuple[int, int]
) -> None:
    """Names, dates, needs, if-then, notes and times are echoed while they are typed."""
    async with driving(write(with_steps(workshop()), tmp_path), size) as driver:
        await driver.press("space", "pagedown", "pagedown", "pagedown", key)
        await driver.type(typed)
        assert told in " ".join(driver.text().split()), driver.text()


async def test_a_crowded_room_keeps_its_rows_and_cuts_the_echo(tmp_path: Path) -> None:
    """Where the list cannot spare a row the echo stays on one line; nothing that matters is hidden."""
    async with driving(write(crowded(), tmp_path), (48, 14)) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await driver.type(LONG)
        assert [it for it in hidden(driver) if "under the cursor" not in it] == []
