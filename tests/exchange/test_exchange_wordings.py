"""How people word cells, lines and headings: states, owners, dates, and what stands around a list."""

import datetime as dt

import pytest
from exchange_help import plan
from test_exchange_cases import NOW, PEOPLE

from flipchart.domain.commands.steps import AssignStep
from flipchart.domain.quick import People
from flipchart.exchange.intake.dates import day_of
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.owners import who
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.states import cell_state
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.column_choice import fields_of
from flipchart.exchange.readers.columns import Cell, Column, field_of
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.writers.rows import column_words, row_lines
from flipchart.ids import CountedIds

TODAY = NOW.date()
GROUP = People([*PEOPLE, "María José García", "Jean-Luc Picard"])


def take(text: str, suffix: str = "") -> Intake:
    """Take a list into a session of two people."""
    return take_in(plan(people=PEOPLE), read_items(text, suffix), Reading(NOW, CountedIds()))


@pytest.mark.parametrize(
    ("words", "state", "rest"),
    [
        ("Completed 12/03/2026", "done", "12/03/2026"), ("Closed (no longer needed)", "dropped", "no longer needed"),
        ("Complete - see minutes", "done", "see minutes"), ("In progress (50%)", "doing", "50%"),
        ("3/5", "doing", ""),
        ("5 of 5", "done", ""), ("0/4", "open", ""), ("7/5", None, ""), ("On Hold - budget", "blocked", "budget"),
        ("Awaiting approval", "blocked", "approval"), ("Superseded by A3", "dropped", "by a3"),
        ("Partially implemented", "doing", ""), ("Not achieved", "open", ""), ("Action closed", "done", ""),
        ("Won't be done", "dropped", ""), ("3 - In Progress", "doing", ""), ("(done)", "done", ""),
        ("Closed/Done", "done", "done"), ("🟢", None, ""), ("Open to suggestions", None, ""), ("Amber", None, ""),
        ("Erledigt am 12.11.2026", "done", "am 12.11.2026"), ("en cours", "doing", ""), ("Pendiente", "open", ""),
        ("Concluída", "done", ""), ("Afgerond", "done", ""), ("Started 3 Nov", "doing", "3 nov"),
    ],
)  # fmt: skip
def test_states_with_more_words(words: str, state: str | None, rest: str) -> None:
    """What is told, and what stands behind it; a colour tells nothing."""
    answer = cell_state(Cell("state", "Status", words))
    assert (answer.state, answer.rest) == (state, rest) if answer else state is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Haddad, Noor", PEOPLE[0]), ("HADDAD Noor", PEOPLE[0]), ("N.H.", PEOPLE[0]), ("NH", PEOPLE[0]),
        ("nhaddad", PEOPLE[0]), ("Noor H.", PEOPLE[0]), ("Dr. Noor Haddad", PEOPLE[0]), ("Ms Haddad", PEOPLE[0]),
        ("Noor Haddad, PhD", PEOPLE[0]), ("Noor Haddad - Ward 5", PEOPLE[0]), ("Haddad, Noor (Ward)", PEOPLE[0]),
        ('"Haddad, Noor" <nh@example.org>', PEOPLE[0]), ("noor.haddad@example.org", PEOPLE[0]),
        ("Bea Moreau <bea@example.org>", "Bea Moreau"), ("[Noor](mailto:n@example.org)", PEOPLE[0]),
        ("garcia", "María José García"), ("J-L Picard", "Jean-Luc Picard"), ("Bea Moreau (lead)", "Bea Moreau"),
        ("Bea (lead)", ""), ("Moreau, Bea", ""), ("Noor and Piet", ""), ("<team@example.org>", ""), ("T.B.C.", ""),
        ("n.t.b.", ""), ("X", ""), ("Ward manager", ""), ("Lab", ""), ("à définir", ""), ("niemand", ""), ("", ""),
    ],
)  # fmt: skip
def test_owners_as_they_are_written(words: str, name: str) -> None:
    """One person, in whatever form; no role, no group, nobody."""
    assert who(words, GROUP).name == name


def test_a_name_that_two_people_share_is_asked_about() -> None:
    """With both."""
    assert who("Haddad", People(["Noor Haddad", "Sami Haddad"])).hint.startswith("Noor Haddad or Sami Haddad:")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("10.12.2026", "2026-12-10"), ("10.12.26", "2026-12-10"), ("14-Nov-26", "2026-11-14"),
        ("20261210", "2026-12-10"),
        ("10/Dec/26 12:00 AM", "2026-12-10"), ("10 Dec 2026 5pm", "2026-12-10"), ("12/18/26", "2026-12-18"),
        ("was 3 Nov, now 10 Dec", "2026-12-10"), ("~~3 Nov 2026~~ 10 Dec 2026", "2026-12-10"),
        ("3 Nov 2026 → 10 Dec 2026", "2026-12-10"), ("10 Dec 2026 (was 3 Nov)", "2026-12-10"),
        ("10 Dec 2026 (tbc)", "2026-12-10"), ("Revised: 10 Dec 2026", "2026-12-10"), ("1899-12-30", "no date"),
        ("00:00", "no date"), ("next month", "by which day"), ("tomorrow", "by which day"),
        ("12/18/99", "two digits"),
        ("29 Feb 2196", "2196-02-29"), ("31 Dec", "2026-12-31"),
    ],
)  # fmt: skip
def test_dates_as_they_are_written(words: str, day: str) -> None:
    """One reading, or a sentence on why there is none."""
    found = day_of(words, TODAY)
    assert day in (found if isinstance(found, str) else found.isoformat())


def test_a_day_of_the_last_year_that_is_known() -> None:
    """Whether it counts from today is tried a year later, where there is no such day any more."""
    assert day_of("31 dec", dt.date(2199, 11, 1)) == dt.date(2199, 12, 31)


def test_an_instant_is_the_day_that_it_falls_on_here() -> None:
    """Midnight in the evening's zone is a day for itself."""
    east = dt.timezone(dt.timedelta(hours=2))
    assert day_of("2026-12-10T23:00:00.000Z", TODAY, None, None, east) == dt.date(2026, 12, 11)
    assert day_of("2026-12-10T00:00:00.000Z", TODAY, None, None, east) == dt.date(2026, 12, 10)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Actual end date", "finished"),
        ("Actual target end date", "finished"), ("Target date (original)", "due"),
        ("Initial target date", "first_due"),
        ("Target resolution date", "due"), ("Contract end date", None), ("Description", "note"), ("Raised by", None),
        ("Action by", "owner"), ("Due by", "due"), ("% Complete", "state"), ("assignedTo", "owner"),
        ("due_date", "due"), ("Échéance", "due"), ("Zuständig", "owner"), ("Fecha límite", "due"), ("Ação", "step"),
    ],
)  # fmt: skip
def test_names_of_columns_in_the_wild(name: str, field: str | None) -> None:
    """camelCase and snake_case are words, accents do not matter."""
    assert field_of(name) == field


@pytest.mark.parametrize(
    ("names", "cells", "fields"),
    [
        (("Action", "By"), ("Paint", "2026-12-10"), ("step", "due")),
        (("Action", "Completed on"), ("Paint", "yes"), ("step", "state")),
        (("Action", "Who", "When"), ("Paint", "7", "Noor Haddad"), ("step", None, None)),
        (("Issue", "Action"), ("1", "Paint"), (None, "step")),
        (("Risk", "Score"), ("It leaks", "4"), ("improvement", "votes")),
        (("Risk", "Likelihood", "Score"), ("It leaks", "2", "4"), ("improvement", None, None)),
        (("Text", "Where it is now"), ("Paint it", "Done"), ("improvement", "state")),
    ],
)  # fmt: skip
def test_cells_have_a_say(names: tuple[str, ...], cells: tuple[str, ...], fields: tuple[str | None, ...]) -> None:
    """A name that its cells contradict says nothing, or something else."""
    assert fields_of([Column(i, name, (cells[i],)) for i, name in enumerate(names)]) == fields


def test_minutes_in_one_breath() -> None:
    """Actions behind a label, marked ones, what is parked, people in a line, a remark under actions."""
    taken = take(
        "Attendees\nNoor Haddad, Piet Vos, the whole team\n\n"
        "Actions: Noor to ring; Piet to paint\n\n"
        "[TODO] Noor orders pads\nTODO count the chairs\n\n"
        "Parking lot: plants; badges\n\n"
        "## Actions\nNone this time.\n- Decision: keep it\n- Action: call the shop\n"
        "- Oil the door (owner: Piet; due: 10 Dec 2026)\n"
    )
    session = taken.session
    assert [(it.text, it.owner) for it in session.steps] == [
        ("ring", "Noor Haddad"), ("paint", "Piet Vos"), ("Noor orders pads", "Noor Haddad"),
        ("count the chairs", None),
        ("call the shop", None), ("Oil the door", "Piet Vos"),
    ]  # fmt: skip
    assert session.steps[-1].due == dt.date(2026, 12, 10)
    assert [it.text for it in session.parked] == ["plants", "badges"]
    assert [(it.kind, it.text) for it in session.notes] == [
        ("note", "the whole team"), ("note", "None this time."), ("decision", "keep it"),
    ]  # fmt: skip


def test_only_so_much_is_taken_off_the_end_of_a_line() -> None:
    """What is said again and again stays in the text."""
    (step,) = take("## Actions\n- Ring (Noor) (Noor) (Noor) (Noor) (10 Dec 2026)\n").session.steps
    assert (step.text, step.owner, step.due) == ("Ring (Noor)", "Noor Haddad", dt.date(2026, 12, 10))


def test_a_line_below_that_underlines_a_heading() -> None:
    """As Markdown and plain text have it; a year that has no such day is no reason to fail."""
    taken = take("Actions\n=======\n- Ring the shop\n\nNotes\n-----\nTea was good\n")
    assert [it.text for it in taken.session.steps] == ["Ring the shop"]
    assert [it.text for it in taken.session.notes] == ["Notes: Tea was good"]


def test_our_own_markdown_that_somebody_changed() -> None:
    """Steps without who and when, another section, a title in between: nothing is lost."""
    text = (
        "# Plan\n\n## Who does what by when\n\n- x\n\n## Improvements\n\n### 1. Sheets\n\n"
        "- [ ] Paint\n- [ ] Oil – soon\n- [ ] Ring – Ana – whenever\n\n"
        "## Goals\n\n### Odd\n\n- Fewer waits\n  - 2026: 4\n"
    )
    session = take(text).session
    assert [(it.text, it.note) for it in session.steps] == [
        ("Paint", None),
        ("Oil", "soon"),
        ("Ring", "Ana – whenever"),
    ]
    assert [it.text for it in session.notes] == ["From the plan “Plan”", "Goals: Fewer waits\n- 2026: 4"]


def test_task_files_with_odd_lines() -> None:
    """Org without a headline first and with a day on which to begin; a card without a name; marks before a task."""
    org = take("before\n* TODO Paint\n  SCHEDULED: <2026-12-10 Thu>\n", ".org").session
    assert ([it.text for it in org.notes], org.steps[0].due) == (["before"], dt.date(2026, 12, 10))
    board = take('{"lists": [], "cards": [{"name": ""}, {"name": "Paint"}]}').session
    assert [it.text for it in board.steps] == ["Paint"]
    todo = take("(A) +ward @phone Ring the shop\n(B) Paint\n", ".txt").session
    assert [(it.text, it.note) for it in todo.steps] == [("Ring the shop", "(A) +ward @phone"), ("Paint", "(B)")]


def test_a_cell_of_a_web_page_keeps_its_lines_apart() -> None:
    """Breaks and paragraphs part words."""
    page = "<table><tr><th>Action</th><th>Owner</th></tr><tr><td>Paint<br>the wall</td><td>Noor</td></tr></table>"
    assert [it.text for it in take(page).session.steps] == ["Paint the wall"]


def test_the_summary_in_lines() -> None:
    """Rows that were read in part, others where asked for, columns by their names, and nothing at all."""
    taken = take("Action,Where\nPaint,Hall\nOil,", ".csv")
    assert list(row_lines(taken, left_only=True)) == ["   2  step: Paint", "      kept as a note: Where: Hall"]
    assert len(list(row_lines(taken))) == 3
    assert column_words(
        [(Column(0, "By", ()), "due"), (Column(1, "Was", ()), "first_due"), (Column(2, "", ()), None)]
    ) == ("By → due, Was → first due")
    assert take("").sum == "There was no row to add."
    assert next(iter(row_lines(take("Hi:\n\n- a\n- b\n")))) == "   1  note: Hi:"


@pytest.mark.parametrize(
    ("words", "owner", "helpers"),
    [
        ("Noor Haddad & Piet Vos", None, PEOPLE), ("NH/PV", None, PEOPLE), ("Noor, Piet", None, PEOPLE),
        ("Noor Haddad (with Piet Vos)", PEOPLE[0], PEOPLE[1:]), ("Piet (lead), Noor", PEOPLE[1], PEOPLE[:1]),
        ("Noor supported by Piet", PEOPLE[0], PEOPLE[1:]), ("Noor Haddad and the estates team", None, ()),
        ("Research and Development", None, ()),
    ],
)  # fmt: skip
def test_two_people_in_one_cell_both_help(words: str, owner: str | None, helpers: tuple[str, ...]) -> None:
    """Nobody is taken for the owner whom the list does not call that; the note has the words, and it is asked."""
    taken = take(f'Action,Owner\nPaint,"{words}"', ".csv")
    (step,) = taken.session.steps or (None,)
    assert step is not None
    assert (step.owner, step.helpers) == (owner, helpers)
    assert words in (step.note or "")
    assert owner is not None or any("whose name goes here?" in hint for row in taken.rows for hint in row.hints)
    assert taken.session.people == PEOPLE


@pytest.mark.parametrize(
    ("words", "written", "day"),
    [
        ("27/11", "2026-11-12", "2026-11-27"), ("27.11.", "2025-11-12", "2025-11-27"),
        ("12 janvier", "2026-11-12", "2027-01-12"), ("27/11", "", ""), ("4/12", "", "2026-12-04"),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_next_one_from_where_it_was_written(words: str, written: str, day: str) -> None:
    """Minutes of the 12th mean the 27th of that month by 27/11, however long ago; where nobody knows, it is asked."""
    found = day_of(words, dt.date(2026, 11, 29), "dmy", dt.date.fromisoformat(written) if written else None)
    assert str(found) == day if day else str(found).endswith("of which year?")


def test_a_word_for_a_state_counts_under_a_name_that_asks_for_a_tick() -> None:
    """ "Dropped, no budget" below "Done?" is as good as below "Status"; a tick still is one."""
    answer = {words: cell_state(Cell("state", "Done?", words)) for words in ("dropped, no budget", "✔", "no", "blue")}
    assert {words: it and it.state for words, it in answer.items()} == {
        "dropped, no budget": "dropped", "✔": "done", "no": "open", "blue": None,
    }  # fmt: skip


def test_a_chat_tells_who_takes_something_on() -> None:
    """What somebody says they will do is theirs, whether their name stands before it or above it; the rest stays."""
    beside = (
        "[09:14] Noor Haddad: can we agree?\n[09:15] Noor Haddad: ok, I'll order pads, 11 Dec\n"
        "[09:16] Piet Vos: I'll be late"
    )
    above = "Noor Haddad  09:14\ncan we agree?\nok, I'll order pads, 11 Dec\nPiet Vos  09:16\nI'll be late"
    for text in (beside, above):
        session = take(text).session
        assert [(it.text, it.owner, it.due) for it in session.steps] == [
            ("order pads", PEOPLE[0], dt.date(2026, 12, 11))
        ]
        assert [it.note for it in session.steps] == ["Written: 09:15" if text == beside else "Written: 09:14"]
        said = ["09:14 Noor Haddad: can we agree?", "09:16 Piet Vos: I'll be late"]
        assert [it.text for it in session.notes] == said
        assert not session.improvements


def test_minutes_with_numbered_sections_and_bullets_below() -> None:
    """A number before the name of a section makes no item of it; days count from the day of the meeting."""
    session = take(
        "Acta de reunión\nFecha: 18 de noviembre de 2026\nAsistentes: Noor Haddad, Piet Vos\n\n1. Seguimiento\n"
        "Bajan los tiempos de espera.\n\n2. Acuerdos\n- Se aprueba el formulario.\n\n3. Tareas\n"
        "• Noor: enviar el formulario antes del 25 de noviembre\n• Piet Vos: revisar los carteles (30/11)\n"
    ).session
    assert [(it.text, it.owner, str(it.due)) for it in session.steps] == [
        ("enviar el formulario", PEOPLE[0], "2026-11-25"), ("revisar los carteles", PEOPLE[1], "2026-11-30"),
    ]  # fmt: skip
    assert [it.text for it in session.notes if it.kind == "decision"] == ["Se aprueba el formulario."]


def test_who_stands_beside_a_day_in_brackets() -> None:
    """Somebody whom nobody is known by yet; the bracket is read whole or stays whole."""
    text = "Teilnehmer: Fr. Albers, Hr. Brandt, Fr. Çelik\nDatum: 17.11.2026\n\nAufgabe: Schilder bestellen ({})\n"
    for said, owner, day in (
        ("Brandt, bis 01.12.2026", "Hr. Brandt", "2026-12-01"),
        ("Adler, bis 1.12.", "Adler", "2026-12-01"),
    ):
        (step,) = take(text.format(said)).session.steps
        assert (step.text, step.owner, str(step.due)) == ("Schilder bestellen", owner, day)
    (step,) = take(text.format("zwei, bis zum 1.12. geliefert")).session.steps
    assert step.text == "Schilder bestellen (zwei, bis zum 1.12. geliefert)"
    (step,) = take(text.replace("Aufgabe: Schilder bestellen ({})", "To-do Çelik: Pläne hochladen")).session.steps
    assert (step.text, step.owner) == ("Pläne hochladen", "Fr. Çelik")


def test_labels_below_an_action_are_of_it() -> None:
    """Those that are no field are kept with it, and the title of the log is no action."""
    text = (
        "ACTION LOG - Porters\n\n1) Trolley brakes\n  Who: Noor\n  By when: 5th December\n  Update: parts ordered\n"
        "\n2) Keys\n   Who: Piet\n"
    )
    session = take(text).session
    step, _ = session.steps
    assert (step.text, step.owner, str(step.due)) == ("Trolley brakes", PEOPLE[0], "2026-12-05")
    assert step.note == "Update: parts ordered"
    assert [it.text for it in session.notes] == ["ACTION LOG - Porters"]


def test_a_table_in_minutes_counts_from_their_day() -> None:
    """Dutch minutes write days with a dash, and without a year."""
    rows = "| Actie | Wie | Wanneer |\n|---|---|---|\n| Rooster rondsturen | Noor | 27-11 |\n"
    (step,) = take(f"# Actiepunten 18-11-2026\n\n{rows}").session.steps
    assert (step.owner, str(step.due)) == (PEOPLE[0], "2026-11-27")


def test_a_recommendation_is_what_is_to_be_done_about_a_finding() -> None:
    """The answer to it is a note."""
    session = take(
        "Finding,Recommendation,Management response,Action owner,Target date\n"
        "Keys are not signed out,Keep a register,Agreed,Noor Haddad,10 Dec 2026\n"
        "Leavers have access,Remove them,Agreed in part,Piet Vos,17 Dec 2026\n",
        ".csv",
    ).session
    assert [it.text for it in session.steps] == ["Keep a register", "Remove them"]
    assert [it.text for it in session.improvements] == ["Keys are not signed out", "Leavers have access"]
    assert "Management response: Agreed" in (session.steps[0].note or "")


def test_labels_before_a_dash_and_labels_apart_by_spaces() -> None:
    """As minutes and short lists are typed; and what org has below its parking lot is parked."""
    minutes = "Huddle\n\nAttendees - Sara Lind, Omar Adel\nApologies - none\n\nPhones\n"
    session = take(f"{minutes}ACTION: Omar to ask the supplier, by 8 Dec 2026\n").session
    assert {"Sara Lind", "Omar Adel"} <= set(session.people)
    assert [(it.text, it.owner) for it in session.steps] == [("ask the supplier", "Omar Adel")]
    (step,) = take("Wer: Noor  Was: Bögen drucken  Bis: 11.12.2026").session.steps
    assert (step.text, step.owner, str(step.due)) == ("Bögen drucken", PEOPLE[0], "2026-12-11")
    org = take("* Plan\n** TODO Print\n* Parking lot\n** A second printer\n", ".org").session
    assert [it.text for it in org.parked] == ["A second printer"]


def test_who_takes_a_step_over_helps_with_it_no_more() -> None:
    """Of two who were named one owns it, and the other one helps."""
    session = take('Action,Owner\nPaint,"Noor & Piet"', ".csv").session
    assign = AssignStep(session.steps[0].id, PEOPLE[1], None, False, TODAY, "r", True)
    step = assign.apply(session).steps[0]
    assert (step.owner, step.helpers) == (PEOPLE[1], PEOPLE[:1])


def test_a_wide_gap_in_a_line_costs_no_time_and_no_word() -> None:
    """Somebody put a name at the far right with a thousand spaces, which took minutes."""
    text = f"Present: Noor Haddad (NH)\n\nPads ran out. NH to order two.{' ' * 1000}NH\n"
    assert [(it.text, it.owner) for it in take(text).session.steps] == [("order two.", PEOPLE[0])]
