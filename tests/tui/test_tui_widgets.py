"""The list that scrolls, the footer that is clicked, the line that is typed into."""

from typing import ClassVar
from unittest.mock import Mock

import pytest
from driver import TEN
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.pilot import Pilot
from workshops import workshop

from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.tui.text.footer import HELP_OUTSIDE, Piece
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.large import Large
from flipchart.tui.text.lines import plain, width_of
from flipchart.tui.text.plan import step_row
from flipchart.tui.text.rows import BLANK, Heading, People, Row, Words
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.row_list import RowList

SENTENCES = st.builds(" ".join, st.lists(st.sampled_from(["walk", "the", "new", "path", "before"]), max_size=14))


@st.composite
def lists(draw: st.DrawFn) -> tuple[tuple[Row, ...], str | None]:
    """Rows of one line or more, some of them blank, and a cursor that may be on one or has gone."""
    texts = draw(st.lists(st.none() | SENTENCES, max_size=25))
    rows = tuple(BLANK if text is None else Words(f"r{n}", text) for n, text in enumerate(texts))
    ids = [row.id for row in rows if row.id]
    return rows, draw(st.sampled_from([*ids, None, "gone"]))


def sized(rows: tuple[Row, ...], cursor: str | None, height: int, top: int = 0) -> RowList:
    """A list of rows in a place 30 cells wide and `height` high, scrolled down to `top`."""

    class Sized(RowList):
        content_size: ClassVar[Size] = Size(30, height)

    made = Sized()
    made.set_reactive(RowList.rows, rows)
    made.set_reactive(RowList.cursor, cursor)
    made.top = top
    return made


@given(lists(), st.integers(1, 30), st.integers(0, 60))
def test_the_lines_under_the_cursor_are_always_in_sight(
    listed: tuple[tuple[Row, ...], str | None], height: int, top: int
) -> None:
    """However far it was scrolled, all lines of the row under the cursor are seen; where too few fit, its first."""
    rows, cursor = listed
    seen = sized(rows, cursor, height, top)
    own = [words for row, words in seen.all_lines() if row.id is not None and row.id == cursor]
    inside, _, _ = seen.window()
    fitting = height if len(own) <= height or height <= 2 else height - 1
    assert [words for row, words in inside if row.id is not None and row.id == cursor] == own[:fitting]


@given(lists(), st.integers(2, 30), st.integers(0, 60))
def test_no_row_is_out_of_sight_without_a_word(
    listed: tuple[tuple[Row, ...], str | None], height: int, top: int
) -> None:
    """Where lines are hidden above or below it is told, but where the item under the cursor takes all there is."""
    rows, cursor = listed
    seen = sized(rows, cursor, height, top)
    inside, above, below = seen.window()
    answer = "\n".join(plain(words) for _, words in seen.shown())
    full = len(inside) == height and all(row.id == cursor for row, _ in inside)
    start = seen.top
    assert (above is not None) == (start > 0)
    assert (below is not None) == (start + len(inside) < len(seen.all_lines()))
    for count, words in ((above, "more above"), (below, "more below")):
        if not full:
            assert (words in answer) == (count is not None), answer
            assert (f"{count} {words}" in answer) == bool(count), answer


def test_the_counts_share_a_line_or_stand_behind_the_last_where_the_item_leaves_no_more() -> None:
    """Three lines for an item of two: one has both counts; two lines: they stand behind its last words."""
    rows = (
        Words("a", "walk"),
        Words("b", "walk the new path before the new path"),
        Words("c", "the"),
        Words("d", ""),
    )
    shown = [plain(words).strip() for _, words in sized(rows, "b", 3).shown()]
    assert shown == ["walk the new path before", "the new path", "1 more above · 2 more below"]
    end = (Words("a", "walk"), Words("b", "walk the new path before it"))
    assert [plain(words).split() for _, words in sized(end, "b", 2).shown()] == [
        ["walk", "the", "new", "path", "before"], ["it", "1", "more", "above"],
    ]  # fmt: skip


@given(lists(), st.integers(1, 30), st.integers(0, 60))
def test_a_sentence_that_goes_on_out_of_sight_says_so(
    listed: tuple[tuple[Row, ...], str | None], height: int, top: int
) -> None:
    """Its last words in sight end in an ellipsis; nothing else does."""
    seen = sized(*listed, height, top)
    inside, _, below = seen.window()
    answer = [plain(words) for row, words in seen.shown() if row is not None]
    ends = [plain(row.lines(28, row.id == seen.cursor)[-1]) for row, _ in inside]
    goes_on = bool(inside) and below is not None and plain(inside[-1][1]) != ends[-1]
    assert [number for number, words in enumerate(answer) if "…" in words] == ([len(answer) - 1] if goes_on else [])


def test_names_out_of_sight_are_told_without_cutting_one() -> None:
    """Where the line of names has room for it."""
    people = People(None, (("Ana Lopes", True), ("Bea", False), ("Chen Wei", False), ("Dana", False)), None)
    assert plain(sized((people, Words("a", "walk")), None, 2).shown()[0][1]).endswith("Bea …")
    full = People(None, (("Ana Lopes", True), ("Lucía Serrá", False), ("Chen Wei", False)), None)
    assert plain(sized((full, Words("a", "walk")), None, 2).shown()[0][1]).rstrip().endswith("Lucía Serrá")


def test_no_heading_stands_alone_above_what_is_out_of_sight() -> None:
    """It comes into sight with the first row that it stands over."""
    rows = (Words("a", "walk"), BLANK, Heading(None, "Milestones"), Words("b", "before"), Words("c", "the"))
    answer = {height: [plain(it).strip() for _, it in sized(rows, "a", height).shown()] for height in (3, 4, 5)}
    assert answer[3] == answer[4] == ["walk", "2 more below"]
    assert answer[5] == ["walk", "", "Milestones", "before", "the"]


def test_a_list_goes_on_past_its_last_item_and_back() -> None:
    """What follows the last row at which the cursor stops comes into sight, and the cursor stays there too."""
    rows = (Words(None, "walk the new path before the new path"), Words("a", "walk"), BLANK, Words(None, "the end"))
    seen, answer = sized(rows, "a", 4), []
    for by in (0, 1, 1, 1, -1, -1, -1):
        seen.scroll_lines(by)
        answer.append([plain(words).strip() for _, words in seen.shown()])
    assert answer[3][-1] == "the end"
    assert answer[0][-1] == "1 more below"
    assert answer[-1] == answer[0]
    assert all("walk" in it for it in answer)


@given(st.integers(1, 12))
def test_block_letters_are_whole_or_ordinary(height: int) -> None:
    """Where the list is too short for all its lines no letter of three rows is cut: all of them are ordinary."""
    rows = (Large(None, "ANA"), Words(None, "will call"), Large(None, "FRI"))
    answer = [plain(words).strip() for _, words in sized(rows, None, height).shown()]
    if height >= 7:
        assert sum(any(sign in it for sign in "█▀▄") for it in answer) == 6
    else:
        assert not any("█" in it or "▀" in it or "▄" in it for it in answer)
        assert answer[0].startswith("ANA")


def test_an_item_longer_than_the_list_never_stands_above_the_cursor_without_its_head() -> None:
    """Its end alone would seem to be an item: it is out of sight, and counted."""
    rows = (Words("a", " ".join(["walk the new path before"] * 5)), Words("b", "walk"))
    seen = sized(rows, "b", 4)
    assert [row.id for row, _ in seen.window()[0]] == ["b"]
    assert [plain(words).strip() for _, words in seen.shown()] == ["1 more above", "walk"]


def test_the_cursors_lines_are_counted_once_for_each_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of the capture line asks for them, and must not look through a long plan; another list or cursor does."""
    rows = (Words("r0", "walk"), Words("r1", "walk the new path before the new path"))
    seen = sized(rows, "r1", 9)
    looks = Mock(side_effect=seen._on)
    monkeypatch.setattr(seen, "_on", looks)
    assert [seen.own(30), seen.own(30), looks.call_count] == [2, 2, 2]
    seen.set_reactive(RowList.cursor, "r0")
    assert seen.own(30) == 1
    seen.set_reactive(RowList.rows, rows[1:])
    assert seen.own(30) == 0


def test_the_rows_of_a_long_plan_are_numbered_without_looking_through_it_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After each Enter: the work grows with the steps, and not with their square."""
    asked = Mock(side_effect=Session.steps_of)
    monkeypatch.setattr(Session, "steps_of", lambda *which: asked(*which))  # noqa: PLW0108 - a function becomes a method
    steps = tuple(Step(id=f"s{n}", text="Ring", state="open", after=("s0",) if n == 9 else ()) for n in range(50))
    frame = Frame(workshop().revise(steps=steps), None, TEN, lambda at: at)
    rows = [step_row(step, "", frame) for step in steps]
    assert asked.call_count == 1
    assert [row.under != () for row in rows] == [n == 9 for n in range(50)]


@given(lists(), st.integers(0, 30), st.integers(0, 60))
def test_a_list_takes_no_more_lines_than_it_has(
    listed: tuple[tuple[Row, ...], str | None], height: int, top: int
) -> None:
    """Lines and the counts at the edges together fit; and where everything fits, everything is shown."""
    seen = sized(*listed, height, top)
    inside, above, below = seen.window()
    assert len(seen.shown()) <= height
    assert sum(not isinstance(row, Heading) for row, _ in inside) <= len(seen.shown())
    if len(seen.all_lines()) <= height:
        assert inside == seen.all_lines()
    assert seen.window() == (inside, above, below)


@given(lists(), st.integers(3, 30), st.integers(0, 60))
def test_the_counts_at_the_edges_are_those_of_the_rows_out_of_sight(
    listed: tuple[tuple[Row, ...], str | None], height: int, top: int
) -> None:
    """Above and below together count each item once that is not seen at all, and no blank row."""
    seen = sized(*listed, height, top)
    inside, above, below = seen.window()
    every = seen.all_lines()
    if not (above or below):
        return
    start, end = seen.top, seen.top + len(inside)
    assert every[start:end] == inside
    shown = {id(row) for row, _ in inside}
    over, under = ({id(row) for row, _ in part if row is not BLANK} - shown for part in (every[:start], every[end:]))
    assert above == (len(over) if start else None)
    assert below == (len(under) if end < len(every) else None)


def test_no_heading_is_counted_and_no_words_that_belong_to_an_item() -> None:
    """Two steps under their headings are two more, above as below; where only words are hidden, no number is told."""
    named = (Heading(None, "Triage"), Words("a", "walk"), Words(None, "not shown yet", "", 4, counted=False),
             Heading(None, "Desk"), Words("b", "before"))  # fmt: skip
    rows = (*named, BLANK, Words("c", "the"), BLANK, *(replace(row, id=row.id and row.id * 2) for row in named))
    assert [plain(it).strip() for _, it in sized(rows, "c", 3).shown()][0::2] == ["2 more above", "2 more below"]
    alone = (Heading(None, "Triage"), BLANK, Heading(None, "Desk"), Words("a", "walk"))
    assert [plain(it).strip() for _, it in sized(alone, "a", 2).shown()] == ["more above", "walk"]


@given(lists(), st.integers(3, 30), st.integers(0, 60))
def test_an_item_is_seen_whole_or_not_at_all(
    listed: tuple[tuple[Row, ...], str | None], height: int, top: int
) -> None:
    """No line of an item stands alone at an edge, but where the item is longer than the list."""
    rows, cursor = listed
    seen = sized(rows, cursor, height, top)
    inside, _, _ = seen.window()
    for row in rows:
        lines = len(row.lines(28, row.id == cursor))
        part = sum(it is row for it, _ in inside)
        assert part in (0, lines) or row is BLANK or lines > height - 2
    assert inside or not rows


@given(lists(), st.integers(3, 30), st.integers(0, 60))
def test_no_row_is_hidden_for_which_there_is_room(
    listed: tuple[tuple[Row, ...], str | None], height: int, top: int
) -> None:
    """What is free at the end of the list is too little for the next row."""
    seen = sized(*listed, height, top)
    inside, above, below = seen.window()
    free = height - len(inside) - (above is not None) - (below is not None)
    if below and free:
        following = seen.all_lines()[seen.top + len(inside)][0]
        assert len([row for row, _ in seen.all_lines() if row is following]) > free


@given(lists(), st.integers(3, 30))
def test_going_down_row_by_row_comes_past_every_line(listed: tuple[tuple[Row, ...], str | None], height: int) -> None:
    """Whoever steps through a list sees each line that fits the place under the cursor at least once."""
    rows, _ = listed
    seen = sized(rows, None, height)
    met: set[int] = set()
    for row in rows:
        if row.id:
            seen.set_reactive(RowList.cursor, row.id)
            met |= {id(it) for it, _ in seen.window()[0]}
    assert {id(row) for row in rows if row.id} <= met


class Stage(App[None]):
    """A stage for single widgets."""

    CSS = "KeyLine { margin: 1 2; } RowList { height: 8; }"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our themes."""
        return dict.fromkeys(("quiet", "row", "footer-background"), "#808080")

    def compose(self) -> ComposeResult:
        """One of each."""
        yield RowList()
        yield KeyLine()
        box = CaptureBox()
        box.entered = self.heard.append
        yield box

    def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """A key was clicked."""
        self.heard.append(event.action)

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """A row was clicked."""
        self.heard.append(event.id)

    def on_capture_box_left(self, event: CaptureBox.Left) -> None:
        """Esc and a letter came as one."""
        self.heard.append(("left", event.key))

    def on_capture_box_pasted_lines(self, event: CaptureBox.PastedLines) -> None:
        """Many lines were pasted."""
        self.heard.append(event.lines)


PIECES = (
    Piece("clock.toggle", "F5", "pause"),
    Piece("stage.next", "pgdn", "next stage"),
    Piece("leave", "esc", "out"),
)


async def click(pilot: Pilot[None], app: Stage, x: int) -> None:
    """Click a cell of the footer."""
    await pilot.click(KeyLine, offset=(x, 0))
    await pilot.pause()


async def test_a_click_on_a_key_of_the_footer_does_what_the_key_does() -> None:
    """Each cell of a key and of its word means that key; the blanks between two mean none."""
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.query_one(KeyLine)
        line.pieces = PIECES
        x = 0
        for piece in (*PIECES, HELP_OUTSIDE):
            cells = width_of(piece.key) + 1 + width_of(piece.word)
            app.heard.clear()
            for at in (x, x + cells - 1, x + cells):
                await click(pilot, app, at)
            assert app.heard == [piece.id, piece.id], piece
            x += cells + 2


async def test_a_click_on_a_row_picks_it_also_below_the_edge() -> None:
    """With rows hidden above, the row that is clicked is the one that is seen under the pointer."""
    app = Stage()
    async with app.run_test(size=(40, 24)) as pilot:
        rows = app.query_one(RowList)
        rows.rows = tuple(Words(f"r{n}", f"row {n}") for n in range(20))
        rows.cursor = "r15"
        await pilot.pause()
        shown = [row.id for row, _ in rows.window()[0]]
        await pilot.click(RowList, offset=(5, 1))
        await pilot.click(RowList, offset=(5, 0))
        await pilot.pause()
        assert app.heard == [shown[0]]


async def focused(app: Stage, pilot: Pilot[None]) -> CaptureBox:
    """The box with the cursor in it."""
    box = app.query_one(CaptureBox)
    box.focus()
    await pilot.pause()
    return box


async def test_enter_hands_the_line_up_and_empties_the_box() -> None:
    """The words leave in the same moment, so that what follows belongs to the next line."""
    app = Stage()
    async with app.run_test() as pilot:
        box = await focused(app, pilot)
        await pilot.press(*"ab", "enter", *"c")
        await pilot.pause()
        assert app.heard == ["ab"]
        assert box.value == "c"


@pytest.mark.parametrize("key", ["up", "down"])
async def test_up_and_down_stay_in_the_line(key: str) -> None:
    """The arrows that move in a list do nothing to a half-typed line, and do not leave it."""
    app = Stage()
    async with app.run_test() as pilot:
        box = await focused(app, pilot)
        await pilot.press(*"abc", key, *"d")
        await pilot.pause()
        assert box.value == "abcd"
        assert app.focused is box


async def test_alt_and_a_letter_leave_the_box() -> None:
    """Esc quickly followed by a letter comes as alt and that letter: it is not typed."""
    app = Stage()
    async with app.run_test() as pilot:
        box = await focused(app, pilot)
        await pilot.press(*"ab", "alt+n")
        await pilot.pause()
        assert app.heard == [("left", "n")]
        assert box.value == "ab"
