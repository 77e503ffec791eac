"""How many cells a sign takes, as the terminal told, and the column behind signs whose cells are not sure."""

import unicodedata
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from flipchart.tui.terminal import cells
from flipchart.tui.terminal.cells import Widths, anchored, leftward
from flipchart.tui.terminal.questions import SIGNS, Answers, asked


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Rich's own table, before and after."""
    yield
    cells.use(Widths(marks=0))


@pytest.mark.parametrize(
    ("widths", "taken"),
    [
        (Widths(marks=0), {"अनीता": 3, "கொ": 1, "กำ": 2, "José": 4, "●": 1, "山": 2, "Борис": 5}),
        (Widths(), {"अनीता": 5, "கொ": 2, "กำ": 2, "José": 4, "●": 1, "山": 2, "e\u0301": 1}),
        (Widths(letters=2), {"José": 5, "Борис": 10, "½": 1, "Ana": 3}),
        (Widths(signs=2), {"½": 2, "§": 2, "“a”": 3, "José": 4, "…": 1, "●▌": 2}),
    ],
)
def test_cells_are_those_that_the_terminal_gives(widths: Widths, taken: dict[str, int]) -> None:
    """As measured in xterm 379 and kitty 0.26; our own signs are shown in ASCII where they would be wide."""
    cells.use(widths)
    assert {text: cell_len(text) for text in taken} == taken


def test_the_column_is_set_behind_what_is_not_sure() -> None:
    """Its cells are blanked, it is written, and what follows stands where it is meant to; all else is as it was."""
    cells.use(Widths())
    assert anchored("\x1b[3;5Hab \x1b[1mअनीता\x1b[m Wed") == (
        "\x1b[3;5Hab \x1b[1m     \x1b[8Gअनीता\x1b[13G\x1b[m Wed"
    )
    for plain in ("\x1b[3;5HJosé · Борис ●▌█ 山田", "अनीता, nowhere", "\x1b]0;अनीता\x07", "\x1b[2;2Hx\n👍 there"):
        assert anchored(plain) == plain
    assert (
        anchored("\x1b[1;1H1\ufe0f\u20e3 a\u0301b")
        == "\x1b[1;1H  \x1b[1G1\ufe0f\u20e3\x1b[3G  \x1b[4Ga\u0301\x1b[5Gb"
    )


def test_a_row_that_is_guarded_begins_from_left_to_right() -> None:
    """In the place of its first blanks, and of one between two columns, are signs that show nothing."""
    cells.use(Widths())
    arabic, hebrew = "\u0639\u0644\u064a", "\u05d3\u05d5\u05d3"
    painted = anchored(f"\x1b[3;1H▌  \x1b[1m{arabic}\x1b[m   {hebrew} 9\x1b[4;1H 12 x\x1b[9Gy z  w", guarded=True)
    assert painted == (
        f"\x1b[3;1H▌\u2800\u2800\x1b[1m   \x1b[4G{arabic}\x1b[7G\x1b[m\u2800     \x1b[10G{hebrew}\x1b[13G 9"
        "\x1b[4;1H\u280012\u2800x\x1b[9Gy z\u2800 w"
    )
    assert unicodedata.bidirectional("\u2800") == "L"
    assert [leftward(each) for each in ("Ana ●", "علي", "x דוד", "अनीता")] == [False, True, True, False]


def test_a_terminal_says_which_one_it_is() -> None:
    """PuTTY is known by it, and still when it is asked anew; another does not turn rows round."""
    answers = Answers()
    assert not answers.take(b"\x1b[>41;379;0c")
    assert answers.take(b"\x1b[>0;136;0c")
    assert (answers.turns, answers.again().turns) == (True, True)
    assert answers.take(b"\x1b[>84;0;0c")
    assert not answers.turns


def test_answers_are_taken_in_as_they_come() -> None:
    """Each tells of its own sign, in any order; what is out of bounds is taken to the next that can be."""
    answers = Answers()
    assert not answers.take(b"\x1b[2;3R")
    assert answers.take(b"\x1b[2;2R")
    assert answers.widths == Widths(marks=0)
    assert not answers.complete
    assert answers.take(b"\x1b[4;3R")
    assert answers.take(b"\x1b[3;99R")
    assert answers.widths == Widths(marks=0, signs=2, letters=2)
    assert answers.complete
    assert answers.take(b"\x1b]4;255;rgb:ee/ee/ee\x07")
    assert answers.colours


def test_colours_are_asked_for_only_where_they_are_not_known() -> None:
    """Each sign with its question; the colour only where few are known."""
    assert asked(colours=True).count("\x1b[6n") == len(SIGNS)
    assert "\x1b]4;255;?" in asked(colours=True)
    assert "\x1b]4" not in asked(colours=False)


def test_a_name_in_burmese_comes_last_where_its_cells_are_believed_to_be_others() -> None:
    """In its own style, before the row is left; blanks stand in its place until then, and all else is as it was."""
    cells.use(Widths())
    name = "\u1019\u103c\u1014\u103a"
    row = f"\x1b[3;1H\x1b[1m  {name}\x1b[0m Step \x1b[2mअनीता\x1b[0m"
    wide = cell_len(name)
    blank, back = " " * wide, f"\x1b[3G\x1b[1m{name}\x1b[m"
    for behind in ("", "\r\n\x1b[4;1Hx", "\x1b[4;1Hx"):
        painted = anchored(row + behind, last=True)
        assert painted.startswith(f"\x1b[3;1H\x1b[1m  {blank}\x1b[0m Step ")
        assert painted.endswith(back + behind)
        assert painted.replace(back, "") == anchored(row + behind).replace(f"\x1b[3G{name}\x1b[{3 + wide}G", "")
    assert anchored("\x1b[3;5Hab अनीता Wed", last=True) == anchored("\x1b[3;5Hab अनीता Wed")
    answers = Answers()
    assert answers.take(b"\x1b[>83;40900;0c")
    assert (answers.believing, answers.again().believing, answers.turns) == (True, True, False)
