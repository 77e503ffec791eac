"""Who gets which rows of the desk, and which lines of its side."""

from hypothesis import example, given
from hypothesis import strategies as st

from flipchart.tui.desk.pane import Pane
from flipchart.tui.desk.panes import shares, within
from flipchart.tui.desk.places import DeskWants, desk_places
from flipchart.tui.rows import Heading, Words

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
    assert place.script >= 1


@given(st.lists(st.integers(1, 40), min_size=1, max_size=7), st.integers(1, 60))
def test_panes_share_what_there_is(needs: list[int], height: int) -> None:
    """No more lines than there are, with one between two panes; none has more than it needs, the first has some."""
    given = shares(needs, height)
    told = [share for share in given if share]
    assert sum(told) + len(told) - 1 <= height
    assert all(share <= need for share, need in zip(given, needs, strict=True))
    assert given[0] > 0


@given(st.lists(st.integers(1, 3), max_size=12), st.integers(0, 20))
def test_a_pane_shows_whole_rows_and_counts_the_others(sizes: list[int], height: int) -> None:
    """As many lines as there are at the most, no row in part, and the rest named."""
    rows = tuple(Words(None, " ".join(["word"] * 2 * size), indent=0) for size in sizes)
    shown = within(rows, 10, height)
    lines = sum(len(row.lines(10, selected=False)) for row in shown)
    assert lines <= height or shown == ()
    kept = [row for row in shown if not isinstance(row, Heading)]
    assert kept == list(rows[: len(kept)])
    if len(kept) < len(rows) and shown:
        assert shown[-1] == Heading(None, f"  {len(rows) - len(kept)} more")


def test_a_pane_may_have_nothing_to_count() -> None:
    """By default it says nothing of how much there is."""
    assert Pane("x", "X", lambda _view: ()).much(None) == ""  # type: ignore[arg-type]
