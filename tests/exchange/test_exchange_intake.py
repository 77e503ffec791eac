"""What a list adds to a session."""

import datetime as dt

import pytest
from exchange_help import LISTS, NOW, on, plan
from hypothesis import given
from hypothesis import strategies as st

from flipchart.domain.plan import Improvement, Step
from flipchart.domain.session import Session
from flipchart.domain.text import FIELD_LIMIT
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.writers.rows import row_lines
from flipchart.ids import CountedIds, random_id
from strategies import HOSTILE, sessions

RETRO = (LISTS / "retro.md").read_bytes()
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "- a",
                "- a",
                "- [x] a",
                "  - a @ana",
                "  - a @bo >fri",
                "1. b",
                "    - c #it",
                "# head",
                "text",
                "",
                "- ~~a~~ no",
            ]
        ),
        st.sampled_from([f"- {text}" for text in HOSTILE]),
    ),
    max_size=14,
).map("\n".join)


def take(text: str | bytes, session: Session | None = None, *, steps: bool = False) -> Intake:
    """Take a list into a session of Chen Wei and Ana Lopes."""
    session = session or plan(people=["Chen Wei", "Ana Lopes"])
    return take_in(session, read_items(text), Reading(NOW, random_id, steps))


def improvement(intake: Intake, number: int = 0) -> Improvement:
    """One of the improvements that are there now."""
    return intake.session.improvements[number]


def step(intake: Intake, number: int = 0) -> Step:
    """One of the steps that are there now."""
    return intake.session.steps[number]


def test_the_messy_retro_as_improvements() -> None:
    """Items become improvements, nested ones their steps, read as typed lines; nothing is lost."""
    taken = take(RETRO)
    assert [item.text for item in taken.session.improvements] == [
        "Pin the base image (Ana) — done before the meeting", "Flaky login test", "Improve documentation",
        "Release notes: who? when?", '"[bold]On-call[/bold]" rota: Everyone',
        "Move Q&A > FAQ by 2026-12-04 (Bo + Cy)", "half-done: cut CI from 40 to 20 min 🚀",
    ]  # fmt: skip
    assert improvement(taken).note == "Marked [x] in the list: done."
    bisect, quarantine = taken.session.steps
    assert (bisect.text, bisect.owner, bisect.due, bisect.first_due) == ("bisect it", "Chen Wei", on(20), on(20))
    assert bisect.improvement == quarantine.improvement == improvement(taken, 1).id
    assert (quarantine.text, quarantine.state, quarantine.reason) == ("quarantine it", "dropped", "hides the bug")
    assert [item.text for item in taken.session.parked] == ["office plants", "badge printer"]
    assert [(note.text, note.at) for note in taken.session.notes] == [("Retro 14 — what we said we'd do", NOW)]
    assert (taken.added, taken.known, taken.notes) == (12, 0, 1)


def test_the_messy_retro_as_steps() -> None:
    """As steps, ticks become states, whatever the depth."""
    taken = take(RETRO, steps=True)
    assert [item.state for item in taken.session.steps] == [
        "done", "open", "open", "dropped", "open", "open", "open", "open", "doing",
    ]  # fmt: skip
    assert taken.session.improvements == ()
    assert all(item.finished is None for item in taken.session.steps)


@pytest.mark.parametrize("name", ["retro.md", "blueprint-pain-points.txt", "qip-committee.csv", "votes-latin1.tsv"])
@pytest.mark.parametrize("steps", [False, True])
def test_the_same_list_again_adds_nothing(name: str, steps: bool) -> None:
    """Each messy list, taken in twice, leaves the session as it was after the first time."""
    data = (LISTS / name).read_bytes()
    once = take(data, steps=steps)
    again = take(data, once.session, steps=steps)
    assert again.session == once.session
    assert (again.added, again.known, again.notes) == (0, len(once.rows), once.notes)


@given(text=LINES, steps=st.booleans())
def test_no_list_adds_anything_twice(text: str, steps: bool) -> None:
    """Whatever the list, the second time adds nothing, and both times tell of every entry."""
    once = take(text, steps=steps)
    again = take(text, once.session, steps=steps)
    assert again.session == once.session
    assert again.added == 0
    assert len(again.rows) == len(once.rows) == len(read_items(text))


@given(session=sessions(), text=LINES, steps=st.booleans())
def test_a_list_changes_nothing_that_is_there(session: Session, text: str, steps: bool) -> None:
    """Items that were in the session stay as they were, but for notes that grow."""
    after = take(text, session, steps=steps).session
    for table in ("resources", "parked", "notes"):
        before = getattr(session, table)
        assert getattr(after, table)[: len(before)] == before
    pairs: list[tuple[Improvement | Step, Improvement | Step]] = [
        *zip(session.improvements, after.improvements, strict=False),
        *zip(session.steps, after.steps, strict=False),
    ]
    assert len(after.improvements) >= len(session.improvements)
    assert len(after.steps) >= len(session.steps)
    for old, new in pairs:
        assert new.revise(note=None) == old.revise(note=None)
        assert (new.note or "").startswith(old.note or "")


def test_rows_tell_field_by_field_what_was_read() -> None:
    """Every mark of a line is told under the name of its field."""
    line = "Draft the form @Ana +Chen >~fri #designer !if legal is slow then reuse it =tested ^tue 9am call Noor"
    taken = take(f"- Onboarding\n  - {line}")
    assert taken.as_json() == {
        "added": 2, "known": 0, "notes": 0,
        "rows": [
            {"row": 1, "took": {"text": "Onboarding"}, "left": None},
            {"row": 2, "left": None, "took": {
                "text": "Draft the form", "state": "open", "improvement": "Onboarding", "owner": "Ana Lopes",
                "helpers": ["Chen Wei"], "due": "2026-11-20", "hoped": True, "done_when": "tested",
                "roadblock": "legal is slow", "contingency": "reuse it", "first_step": "call Noor",
                "first_step_at": "2026-11-24T09:00:00Z", "needs": ["designer"],
            }},
        ],
    }  # fmt: skip
    assert [(need.text, need.status, need.steps) for need in taken.session.resources] == [
        ("designer", "need", (step(taken).id,))
    ]


def test_new_people_join_the_group() -> None:
    """An owner and a helper whom nobody knew are added once, and known in the next row."""
    taken = take("- [ ] a @bea\n- [ ] b @Bea +dee", steps=True)
    assert taken.session.people == ("Chen Wei", "Ana Lopes", "bea", "dee")
    assert [item.owner for item in taken.session.steps] == ["bea", "bea"]


def test_a_mark_that_cannot_be_read_is_hinted() -> None:
    """The words stay in the text, and the row says what they may have been meant for."""
    row = take("- [ ] Call them @everyone", steps=True).rows[0]
    assert row.hints
    assert row.left is None


def test_a_line_of_marks_alone_stays_as_it_is() -> None:
    """Marks without words are no step to do; the line is kept whole."""
    taken = take("- [ ] @ana >fri", steps=True)
    assert step(taken).text == "@ana >fri"


def test_the_same_words_for_two_people_are_two_steps() -> None:
    """Rows that differ in more than the text stand for steps of their own, also the second time."""
    text = "- [ ] Call the clinic @ana\n- [ ] Call the clinic @chen\n- [ ] Call the clinic @ana"
    once = take(text, steps=True)
    assert [item.owner for item in once.session.steps] == ["Ana Lopes", "Chen Wei"]
    assert (once.added, once.known) == (2, 1)
    assert take(text, once.session, steps=True).session == once.session


def test_a_step_that_was_sorted_in_since_is_known() -> None:
    """A step of a flat list that now belongs to an improvement is not added again."""
    session = plan(
        improvements=[{"id": "i", "text": "Onboarding"}],
        steps=[{"id": "s", "text": "Draft the  FORM", "state": "doing", "improvement": "i"}],
    )
    taken = take("- [ ] Draft the form", session, steps=True)
    assert taken.session == session
    assert taken.rows[0].known
    assert taken.rows[0].hints == ("In the plan it is under way, in the list open; the plan was left as it is.",)


def test_the_same_step_under_two_improvements_is_two() -> None:
    """A nested item belongs to the improvement above it."""
    taken = take("- a\n  - call\n- b\n  - call")
    assert [item.improvement for item in taken.session.steps] == [it.id for it in taken.session.improvements]


def test_what_was_dropped_does_not_come_back() -> None:
    """An improvement that the group dropped stays dropped when the list comes again, and its note as it is."""
    session = plan(improvements=[{"id": "i", "text": "Plants", "dropped": True}])
    taken = take("- [x] Plants", session)
    assert taken.session == session
    assert taken.rows[0].known


@pytest.mark.parametrize(
    ("line", "text", "votes"),
    [("Faster triage (9)", "Faster triage", 9), ("Faster triage 9 votes", "Faster triage", 9),
     ("Faster triage ●●●", "Faster triage", 3), ("Plan for (2026)", "Plan for (2026)", None)],
)  # fmt: skip
def test_votes_at_the_end_of_a_plain_line_come_along(line: str, text: str, votes: int | None) -> None:
    """Below a heading or without one; the same list read again adds nothing."""
    for before in ("", "# To improve\n\n"):
        list_ = f"{before}- {line}\n- Sharper signs\n".encode()
        taken = take(list_)
        assert [(it.text, it.votes) for it in taken.session.improvements] == [(text, votes), ("Sharper signs", None)]
        assert take(list_, taken.session).session == taken.session


def test_a_number_in_a_column_of_words_stays_among_them() -> None:
    """A table has a column for votes where it means them."""
    taken = take(b"Idea,Votes,Note\nWard round (2),7,early\n")
    assert [(it.text, it.votes) for it in taken.session.improvements] == [("Ward round (2)", 7)]


def test_ticks_of_improvements_go_into_their_notes() -> None:
    """An improvement has no state: what its box says is kept in words, struck out means below the line."""
    taken = take("- [/] a\n- [-] b\n- ~~c~~ too dear\n- [x] ~~d~~\n- [>] e")
    assert [(item.note, item.below_line) for item in taken.session.improvements] == [
        ("Marked [/] in the list: under way.", False),
        ("Marked [-] in the list: dropped.", True),
        ("Struck out in the list. too dear", True),
        ("Marked [x] in the list: done. Struck out in the list.", False),
        ("[>]", False),
    ]
    assert [row.left for row in taken.rows] == [None, None, None, None, "[>]"]


def test_remarks_below_an_item_go_into_its_note() -> None:
    """Lines below a step or an improvement are kept word for word, and told as left."""
    taken = take("- a\n\n  why: it *hurts*\n  - b @ana\n\n    ask Noor\n- Parking lot: c\n- d")
    assert improvement(taken).note == "why: it *hurts*"
    assert step(taken).note == "ask Noor"
    assert [row.left for row in taken.rows][:2] == ["why: it *hurts*", "ask Noor"]


def test_a_known_improvement_takes_new_remarks_once() -> None:
    """Words that its note does not hold are added; those it holds are not."""
    session = plan(improvements=[{"id": "i", "text": "a", "note": "old"}])
    once = take("- a\n\n  new", session)
    assert improvement(once).note == "old\nnew"
    assert take("- a\n\n  new", once.session).session == once.session


def test_the_aside_of_a_finished_step_is_a_note() -> None:
    """Only a dropped step has a reason; what stands behind a ticked and struck item is kept as its note."""
    taken = take("- [x] ~~a~~ in May", steps=True)
    assert (step(taken).state, step(taken).note, step(taken).reason) == ("done", "in May", None)


def test_parked_remarks_stay_with_the_parked_item() -> None:
    """A parked item has no note: lines below it are part of its text."""
    once = take("## Parking lot\n- plants\n\n  in pots")
    assert once.session.parked[0].text == "plants\nin pots"
    assert once.rows[0].left == "in pots"


def test_an_item_that_is_too_long_keeps_its_whole_text_as_a_note() -> None:
    """A field holds 2,000 characters; the row is not cut, it is kept whole beside it."""
    taken = take("x" * (FIELD_LIMIT + 5))
    assert len(improvement(taken).text) == FIELD_LIMIT
    assert improvement(taken).note == taken.rows[0].left == "x" * (FIELD_LIMIT + 5)


def test_nested_items_without_one_above_are_improvements() -> None:
    """Under words there is nothing that a step could belong to."""
    assert [item.text for item in take("# Head\n    - a\n    - b").session.improvements] == ["a", "b"]


def test_dates_count_from_the_day_of_the_people() -> None:
    """ "tomorrow" is the day after the one it is where they are."""
    east = NOW.replace(hour=20).astimezone(dt.timezone(dt.timedelta(hours=9)))
    taken = take_in(plan(), read_items("- [ ] a >tomorrow"), Reading(east, CountedIds(), True))
    assert step(taken).due == on(20)


def test_the_order_of_dates_is_theirs() -> None:
    """What 3/4 means is in the person's settings; without it the mark stays text."""
    settled = Reading(NOW, CountedIds(), True, "dmy")
    assert step(take_in(plan(), read_items("- [ ] a >3/4"), settled)).due == dt.date(2027, 4, 3)
    assert step(take("- [ ] a >3/4", steps=True)).text == "a >3/4"


def test_a_row_is_told_by_what_was_read_of_it() -> None:
    """A yes is told by its name alone; the others with what they are."""
    intake = take("- Ring the ward @Ana >~fri", steps=True)
    (line,) = [it for it in row_lines(intake) if "Ring" in it]
    assert "· hoped" in line and "hoped True" not in line


def test_lines_with_our_own_marks_are_steps() -> None:
    """What can be typed in Define can be sent as a list; a mark in one wish of many makes no steps of them."""
    intake = take_in(
        plan(people=("Ana Lopes",)),
        read_items("Draft it @Ana >fri #designer\nRing =it rang\nSee why"),
        Reading(NOW, CountedIds()),
    )
    assert next((it.text, it.owner) for it in intake.session.steps) == ("Draft it", "Ana Lopes")
    assert len(intake.session.steps) == 3
    wishes = take_in(plan(), read_items("More light\nSell >20% more\nBetter signs"), Reading(NOW, CountedIds()))
    assert [it.text for it in wishes.session.improvements][1] == "Sell >20% more"


def test_first_names_count_where_a_list_tells_no_group() -> None:
    """Whoever does something makes nobody else a stranger; where those present are named, an unknown word is none."""
    actions = "## Action items\n- Tom to order pads\n- Bea: call the printer\n- Kim will ring the lab by 4/12\n"
    alone = take_in(plan(), read_items(f"# Retro\n\n{actions}"), Reading(NOW, CountedIds()))
    assert [(it.text, it.owner) for it in alone.session.steps] == [
        ("order pads", "Tom"), ("call the printer", "Bea"), ("ring the lab", "Kim"),
    ]  # fmt: skip
    assert "4 Dec or 12 Apr?" in alone.rows[-1].hints
    named = take_in(plan(), read_items(f"# Retro\n\nPresent: Noor Haddad\n\n{actions}"), Reading(NOW, CountedIds()))
    assert [it.owner for it in named.session.steps][1] is None


@pytest.mark.parametrize(
    ("cells", "owners"),
    [
        (("Haddad, Noor", "Reed, Tom"), ["Noor Haddad", "Tom Reed"]),
        (("Haddad, Noor", "Tom Reed"), ["Noor Haddad", "Tom Reed"]),
        (("Ana, Tom", "Tom Reed"), [None, "Tom Reed"]),
        (("Ana, Tom", "Tom"), [None, "Tom"]),
        (("Ana, Tom", "Tom, Bea"), [None, None]),
        (("Ana, Tom", "TBC"), [None, None]),
    ],
)
def test_the_last_name_may_stand_first_where_no_cell_tells_otherwise(
    cells: tuple[str, str], owners: list[str]
) -> None:
    """Two first names with a comma between are two people, and their step has no owner yet."""
    rows = "\n".join(f'Order part {number},"{cell}"' for number, cell in enumerate(cells))
    taken = take_in(plan(), read_items(f"Action,Owner\n{rows}\n"), Reading(NOW, CountedIds()))
    assert [it.owner for it in taken.session.steps] == owners
