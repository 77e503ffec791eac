"""Who gets which rows of the desk, and which lines of its side."""

from hypothesis import example, given
from hypothesis import strategies as st

from flipchart.tui.desk.columns import Sized, shares, within
from flipchart.tui.desk.panes import Pane
from flipchart.tui.text.layout import DeskWants, desk_places
from flipchart.tui.text.rows import Heading, Words

WANTS = st.builds(
    DeskWants, lines=st.integers(1, 60), pane=st.integers(1, 60), script=st.integers(1, 8), titles=st.integers(1, 3),
    question=st.integers(0, 2), offer=st.integers(0, 1), unsaved=st.integers(0, 1), boxed=st.booleans(),
    load=st.integers(0, 1), answers=st.integers(0, 1), timed=st.booleans(),
)  # fmt: skip


MOST = DeskWants(60, 60, 8, 3, 2, 1, 1, boxed=True, load=1, answers=1)
"""All that can be asked for at once."""


@given(st.integers(48, 220), st.integers(18, 70), WANTS)
@example(80, 18, MOST)
@example(80, 24, MOST)
@example(120, 30, MOST)
def test_the_parts_of_the_desk_fit_and_leave_the_plan_its_rows(width: int, height: int, wants: DeskWants) -> None:
    """Whatever is asked for, all parts together have no more rows than there are, and two are left for the plan."""
    place = desk_places(width, height, wants)
    fixed = place.header + 1 + wants.question + wants.unsaved + wants.answers + 1 + wants.boxed + 1 + 1
    given = place.script + 1 + place.gap + place.bar + place.offer + place.load + place.pane
    assert fixed + given + min(2, wants.lines) <= height
    assert fixed + given - place.pane + place.body == height
    assert place.script >= 1


SIZED = st.builds(
    lambda sizes, least, start: Sized(tuple(sizes), least, min(start, len(sizes) - 1)),
    st.lists(st.integers(1, 3), min_size=1, max_size=20), st.integers(1, 8), st.integers(0, 19),
)  # fmt: skip


@given(st.lists(SIZED, min_size=1, max_size=6), st.integers(1, 60))
def test_panes_share_what_there_is(panes: list[Sized], height: int) -> None:
    """No more lines than there are, one between two panes; nothing is hidden beside rows that would do for it."""
    rows = shares(panes, height)
    answer = [pane.taken(count) for pane, count in zip(panes, rows, strict=True) if count]
    used = sum(answer) + max(len(answer) - 1, 0)
    assert used <= height
    for pane, count in zip(panes, rows, strict=True):
        if 0 < count < len(pane.sizes):
            assert used - pane.taken(count) + pane.taken(count + 1) > height


@given(st.lists(SIZED, min_size=1, max_size=6), st.integers(1, 60))
def test_the_first_pane_has_its_least_before_others_have_more(panes: list[Sized], height: int) -> None:
    """What is wanted most is seen as far as it should be, whatever else there is."""
    first = panes[0]
    assert shares(panes, height)[0] >= first.most(height, first.least)


@given(SIZED, st.integers(1, 20))
def test_a_pane_shows_the_row_that_counts_and_names_the_others(size: Sized, count: int) -> None:
    """So many whole rows, its start among them, and how many more there are; in the lines that were counted."""
    count = min(count, len(size.sizes))
    rows = tuple(Words(str(n), " ".join(["word"] * 2 * lines), indent=0) for n, lines in enumerate(size.sizes))
    shown = within(rows, size, count)
    assert sum(len(row.lines(10, selected=False)) for row in shown) + 1 == size.taken(count)
    kept = [row for row in shown if not isinstance(row, Heading)]
    assert rows[size.start] in kept and len(kept) == count
    if count < len(rows):
        assert shown[-1] == Heading(None, f"  {len(rows) - count} more")


def test_a_pane_may_have_nothing_to_count() -> None:
    """By default it says nothing of how much there is."""
    assert Pane("x", "X", lambda _view: ()).much(None) == ""  # type: ignore[arg-type]
