"""A list with columns is looked at before anything of it is written: in the room, and on the new-session page."""

import os
from pathlib import Path

import pytest
from at_home import HOSTILE, at_home
from driver import TEN, Driver, driving
from test_tui_hostile import harmless
from workshops import STEPS, with_steps, workshop, write

from flipchart.domain.session import Session
from flipchart.service.list_in import look_into
from flipchart.store.codec import decode, encode
from flipchart.store.files import session_files
from flipchart.tui.screens.list_in import ListInScreen
from flipchart.tui.widgets.list_area import ListArea

SIZES = [(48, 14), (60, 18), (80, 24), (200, 60)]
TABLE = (
    "Maßnahme\tWer\tBis wann\tStand\tWozu\n"
    "Zwei Blöcke bestellen\tAna Lopes\t10.12.2026\toffen\tVorrat\n"
    f"{STEPS[1].text}\tBea\t\terledigt\t\n"
)


def written(folder: Path) -> Path:
    """Put a workshop with three steps into the folder."""
    path = folder / "clinic.toml"
    path.write_bytes(encode(with_steps(workshop())))
    return path


def read(path: Path) -> Session:
    """What is in the file."""
    return decode(path.read_bytes(), name="", made=TEN)


async def looked(d: Driver, table: str = TABLE) -> ListInScreen[object]:
    """Paste a table into the capture line, and look at it as a list."""
    await d.press("a")
    await d.paste(table)
    await d.sees("look at the list")
    await d.press("f8")
    return await shown(d)


async def shown(d: Driver) -> ListInScreen[object]:
    """Wait for the list to be shown."""
    await d.until("the list is shown", lambda: isinstance(d.app.screen, ListInScreen))
    screen = d.app.screen
    assert isinstance(screen, ListInScreen)
    await d.settle()
    return screen


async def looked_anew(d: Driver, screen: ListInScreen[object], *keys: str) -> None:
    """Press keys, each of which has the list read anew."""
    for key in keys:
        before = screen.look_now
        await d.press(key)
        await d.until("it is read anew", lambda before=before: screen.look_now is not before)  # type: ignore[misc]


async def test_what_a_column_of_topics_becomes_is_told_as_it_is_taken(tmp_path: Path) -> None:
    """Taken as steps its topics are steps; as improvements they are those."""
    async with driving(written(tmp_path)) as d:
        screen = await looked(d, TABLE.replace("Maßnahme", "Thema"))
        for kind in ("step", "improvement", "step"):
            text = screen.rows.text()
            assert f"Taken as {kind}s" in text
            assert f"→ {kind} " in next(row for row in text.split("\n") if "Thema" in row)
            await looked_anew(d, screen, "s")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_columns_and_what_the_list_says_otherwise_are_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    """Each column stands beside what it holds, at every size; Enter takes the list in, and undo takes it back."""
    path = written(tmp_path)
    async with driving(path, size) as d:
        screen = await looked(d)
        text = screen.rows.text()
        for name, field in (("Maßnahme", "step"), ("Wer", "who"), ("Bis wann", "by when"), ("Stand", "status")):
            assert any(name in row and f"→ {field}" in row for row in text.split("\n")), text
        assert read(path).steps == STEPS  # nothing is written yet
        harmless("the list", d)
        await d.press("enter")
        await d.until("it is taken", lambda: d.app.session is not None and len(d.app.session.steps) == 4)
        await d.saved()
        taken = read(path).steps[-1]
        assert (taken.text, taken.owner, str(taken.due)) == ("Zwei Blöcke bestellen", "Ana Lopes", "2026-12-10")
        assert taken.note == "Wozu: Vorrat"
        assert read(path).steps[1].state == "open"
        await d.press("escape", "u")
        await d.sees("undid: take a list in")
        assert d.app.session is not None
        assert [it for it in d.app.session.steps if it.live] == list(STEPS)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_list_says_what_is_to_come_and_stands_on_the_wall_once_it_is_taken(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Nothing is said to be added before; new steps belong to the improvement whose steps are being found."""
    path = written(tmp_path)
    async with driving(path, size) as d:
        await d.press("space", "n", "n")
        assert d.stage == "define"
        rows = ("Maßnahme\tWer\tBis wann", "Zwei Blöcke bestellen\tAna\t10.12.2026", f"{STEPS[0].text}\t\t")
        await looked(d, "\n".join(rows))
        improvement = d.session.above_line()[0]
        assert "1 to add, 1 known already" in " ".join(d.text().split())
        assert "added" not in d.text()
        assert f"New steps come under {improvement.text}." in " ".join(d.text().split())
        await d.press("enter")
        await d.until("it is taken", lambda: d.app.session is not None and len(d.app.session.steps) == 4)
        await d.sees("Zwei Blöcke bestellen", "1 added, 1 known already")
        taken = d.session.steps[-1]
        assert (taken.improvement, d.room.cursor) == (improvement.id, taken.id)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_taking_a_list_brings_is_said_however_far_it_is_scrolled(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Many columns and many differences: the sum stays below them, and each of them can be come to."""
    path = written(tmp_path)
    async with driving(path, size) as d:
        columns = [f"Column {n}" for n in range(9)]
        rows = ["\t".join(("Maßnahme", "Wer", "Stand", *columns)), *(f"{it.text}\tBea\tdone\t1" for it in STEPS),
                "Zwei Blöcke bestellen\tAna\topen\t2"]  # fmt: skip
        screen = await looked(d, "\n".join(rows))
        seen = ""
        for _ in range(20):
            assert "+ 1 to add" in " ".join(d.text().split()), d.text()
            seen += " ".join(d.text().split())
            await d.press("down")
        every = [row for row in screen.list_rows() if row.id]
        assert screen.cursor == every[-1].id
        assert "more below" not in d.text() and "Column 8" in seen and seen.count("in the list Bea") > 2, seen


async def test_one_key_takes_over_what_the_list_says_otherwise(tmp_path: Path) -> None:
    """State and owner are reported of the step that is there; the same key leaves them again."""
    path = written(tmp_path)
    async with driving(path) as d:
        screen = await looked(d)
        await d.sees("Differs from the plan; u takes it over:", "In the plan it is open, in the list done")
        await looked_anew(d, screen, "u")
        await d.sees("Taken over as reports:")
        assert "something else than the plan" not in " ".join(d.text().split())
        await looked_anew(d, screen, "u", "u")
        await d.press("enter")
        await d.until("it is taken", lambda: d.app.session is not None and len(d.app.session.steps) == 4)
        await d.saved()
        there = read(path).steps[1]
        assert (there.state, there.owner) == ("done", "Bea")
        assert [it.step for it in read(path).reports] == [there.id]


async def test_a_key_changes_what_a_column_holds_and_the_group_keeps_it(tmp_path: Path) -> None:
    """The next list with the same columns comes with the same choice."""
    path = written(tmp_path)
    async with driving(path) as d:
        screen = await looked(d)
        await d.press("down", "down", "down", "down")
        await d.sees("Wozu")
        await looked_anew(d, screen, *["right"] * 10)
        assert "→ done when" in next(row for row in screen.rows.text().split("\n") if "Wozu" in row)
        await d.press("enter")
        await d.until("it is taken", lambda: d.app.session is not None and len(d.app.session.steps) == 4)
        await d.saved()
        assert read(path).steps[-1].done_when == "Vorrat"
        screen = await looked(d, TABLE.replace("Zwei", "Drei"))
        assert "→ done when" in next(row for row in screen.rows.text().split("\n") if "Wozu" in row)


async def test_a_list_that_is_left_is_not_written_and_not_lost(tmp_path: Path) -> None:
    """Esc comes back to the question what the lines are."""
    path = written(tmp_path)
    async with driving(path) as d:
        await looked(d)
        await d.press("escape")
        await d.sees("3 lines pasted:", "as one line")
        assert "next improvement" not in d.text(), "tab answers the question now"
        assert d.app.session is not None
        assert [it for it in d.app.session.steps if it.live] == list(STEPS)
        await d.press("f9")
        await d.until("the words are in the line", lambda: "Zwei Blöcke bestellen" in d.box.value)


async def test_lines_without_columns_are_asked_about_as_before(tmp_path: Path) -> None:
    """A sentence with a comma is no row of a table."""
    async with driving(written(tmp_path)) as d:
        await d.press("a")
        await d.paste("First, ask the lab\nThen, order pads")
        await d.sees("keep as a list")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_hostile_cells_are_only_words(tmp_path: Path, size: tuple[int, int]) -> None:
    """Names of columns and cells steer nothing."""
    table = f"Action\tOwner\t{HOSTILE}\n{HOSTILE}\tAna Lopes\t{HOSTILE}\nPaint\tBea\tx\n"
    async with driving(written(tmp_path), size) as d:
        screen = await looked(d, table)
        harmless("the list", d)
        await looked_anew(d, screen, "right", "left")
        harmless("the list", d)
        await d.press("escape")
        harmless("the room", d)


@pytest.mark.parametrize(("keys", "steps"), [((), 2), (("s",), 0)])
async def test_a_new_session_shows_the_columns_of_its_list_first(
    tmp_path: Path, keys: tuple[str, ...], steps: int
) -> None:
    """Whether they are steps is one key; only Enter makes the session."""
    folder = tmp_path / "s"
    async with at_home(folder, (60, 18)) as d:
        await d.press("f2")
        await d.on_the_page()
        await d.type("Ward round")
        d.page.query_one("#improvements").focus()
        await d.paste("Idea\tWho\tBy when\nSigns\tAna Lopes\t10 Dec 2026\nTea\tBo\t11 Dec 2026\n")
        await d.press("ctrl+s")
        screen = await shown(d)
        await d.sees("Taken as steps; s takes it as improvements.")
        await d.press("escape")
        await d.on_the_page()
        await d.sees("Nothing was made: the list is still here.")
        assert list(session_files(folder)) == []
        await d.press("ctrl+s")
        screen = await shown(d)
        await looked_anew(d, screen, *keys)
        await d.press("enter")
        await d.in_the_room()
        session = read(next(iter(session_files(folder))))
        assert (len(session.steps), len(session.improvements)) == (steps, 2 - steps)


def workbook(path: Path) -> Path:
    """Write a workbook with two sheets, the second of them of improvements."""
    from openpyxl import Workbook  # noqa: PLC0415 - one test makes one

    book = Workbook()
    log = book.active
    assert log is not None
    log.title = "Log"
    for row in (("Action", "Owner", "Due"), ("Order two pads", "Ana Lopes", "2026-12-10")):
        log.append(row)
    ideas = book.create_sheet("Ideas")
    for idea in (("Idea", "Votes"), ("Signs", 5), ("Tea", 2)):
        ideas.append(idea)
    book.create_sheet("Old").sheet_state = "hidden"
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_list_is_read_from_a_file_that_is_named(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tab completes its name; a workbook shows one sheet after the other, and nothing is written before Enter."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    (tmp_path / "home").mkdir()
    workbook(tmp_path / "home" / "Downloads" / "ward actions.xlsx")
    path = written(tmp_path)
    async with driving(path, size) as d:
        await d.press("L")
        await d.type("war")
        await d.press("tab")
        await d.until("the name is whole", lambda: d.box.value == "ward actions.xlsx")
        await d.press("enter")
        screen = await shown(d)
        assert [it.name for it, _ in screen.look_now.columns] == ["Action", "Owner", "Due"]
        await d.sees("ward actions.xlsx")
        await looked_anew(d, screen, "n")
        await d.sees("Sheet Ideas, 2 of 2; n takes the next.")
        await looked_anew(d, screen, "n")
        harmless("the list", d)
        assert read(path).steps == STEPS
        await d.press("enter")
        await d.until("it is taken", lambda: d.app.session is not None and len(d.app.session.steps) == 4)
        assert d.app.session is not None
        assert (d.app.session.steps[-1].text, d.app.session.steps[-1].owner) == ("Order two pads", "Ana Lopes")


@pytest.mark.parametrize("spelled", ["{}", "'{}'", "file://{}"])
async def test_a_file_that_is_dragged_here_is_looked_at_and_only_its_name_is_shown(
    tmp_path: Path, spelled: str
) -> None:
    """Terminals paste its path; the wall shows no folder, whatever is answered."""
    source = tmp_path / "secret" / "ward.csv"
    source.parent.mkdir()
    source.write_text("Action,Owner,Due\nOrder two pads,Ana Lopes,2026-12-10\n", "utf-8")
    async with driving(written(tmp_path)) as d:
        await d.press("a")
        await d.paste(spelled.format(source))
        await d.sees("ward.csv:", "look at the list", "only its name")
        assert "secret" not in d.text()
        await d.press("f8")
        await shown(d)
        await d.sees("ward.csv")
        assert "secret" not in d.text()
        await d.press("escape")
        await d.until("it is left", lambda: not isinstance(d.app.screen, ListInScreen))
        await d.paste(spelled.format(source))
        await d.sees("only its name")
        await d.press("f9")
        await d.until("its name is in the line", lambda: d.box.value == "ward.csv")


@pytest.mark.parametrize("keys", [(), ("L",)])
async def test_a_file_that_is_dragged_here_with_no_other_words_is_looked_at_at_once(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    """Also where no line is open; left again, it is not offered as lines that were pasted."""
    source = tmp_path / "secret" / "ward.csv"
    source.parent.mkdir()
    source.write_text("Action,Owner,Due\nOrder two pads,Ana Lopes,2026-12-10\n", "utf-8")
    async with driving(written(tmp_path)) as d:
        await d.press(*keys)
        await d.paste(str(source))
        await shown(d)
        await d.sees("ward.csv")
        await d.press("escape")
        await d.until("it is left", lambda: not isinstance(d.app.screen, ListInScreen))
        await d.press("a")
        await d.sees("ready when you are")
        assert "secret" not in d.text()
        assert "pasted" not in d.text()


@pytest.mark.skipif(os.name == "nt", reason="such a name cannot be there")
async def test_names_of_files_and_sheets_steer_nothing(tmp_path: Path) -> None:
    """A name with an escape sequence is shown without it, and Tab leaves such a file out."""
    source = tmp_path / "elsewhere" / f"w\x1b]0;x\x07{'Ward ' * 9}.xlsx"
    workbook(source)
    async with driving(written(tmp_path), (60, 18)) as d:
        await d.press("L")
        await d.type(f"{source.parent}/w")
        await d.press("tab")
        await d.sees("No list has a name that begins so.")
        screen = ListInScreen[object](look_into(str(source), with_steps(workshop()), d.app.context), lambda it: it)
        d.app.push_screen(screen)
        await d.sees("Sheet Log, 1 of 2; n takes the next.", "Ward Ward")
        harmless("the list", d)


async def test_a_file_that_is_not_there_or_no_list_is_told_and_named_alone(tmp_path: Path) -> None:
    """What was typed stays in the line; a page of a word processor says what to do instead."""
    letter = tmp_path / "elsewhere" / "letter.rtf"
    letter.parent.mkdir()
    letter.write_text("{\\rtf1 Order two pads}", "utf-8")
    async with driving(written(tmp_path)) as d:
        await d.press("L")
        await d.type("nowhere.csv")
        await d.press("enter")
        await d.sees("There is no file “nowhere.csv” here")
        await d.until("the words are there again", lambda: d.box.value == "nowhere.csv")
        await d.press("ctrl+u")
        await d.paste(str(letter))
        await d.sees("is not read; save the list as CSV")
        await d.until("its name is there", lambda: d.box.value == "letter.rtf")
        await d.press("tab")
        await d.sees("No list has a name that begins so.")


async def test_a_file_that_is_dragged_onto_home_begins_a_session_or_is_opened(tmp_path: Path) -> None:
    """A list stands in the page of a new session by its name alone; a session is opened. No folder is shown."""
    folder = tmp_path / "s"
    source = workbook(tmp_path / "secret" / "ward.xlsx")
    other = tmp_path / "secret" / "round.toml"
    other.write_text('title = "Round of the ward"\n', "utf-8")
    async with at_home(folder, (60, 18)) as d:
        await d.paste(str(source))
        await d.on_the_page()
        await d.sees("ward.xlsx")
        assert d.page.query_one(ListArea).file == str(source)
        assert "secret" not in d.text()
        await d.press("escape")
        await d.until("it is asked", lambda: d.page.question is not None)
        await d.press("f8")
        await d.at_home()
        await d.paste(f"'{other}'")
        await d.in_the_room()
        await d.sees("Round of the ward")
        assert "secret" not in d.text()


async def test_a_file_that_is_dragged_onto_the_list_of_a_new_session_is_shown_first(tmp_path: Path) -> None:
    """Its name stands in the list; its columns are shown before the session is made."""
    folder = tmp_path / "s"
    source = workbook(tmp_path / "secret" / "ward.xlsx")
    async with at_home(folder, (60, 18)) as d:
        await d.press("f2")
        await d.on_the_page()
        await d.type("Ward round")
        d.page.query_one("#improvements").focus()
        await d.paste(str(source))
        await d.sees("ward.xlsx")
        assert "secret" not in d.text()
        await d.press("ctrl+s")
        screen = await shown(d)
        await looked_anew(d, screen, "n")
        await d.press("enter")
        await d.in_the_room()
        session = read(next(iter(session_files(folder))))
        assert [(it.text, it.votes) for it in session.improvements] == [("Signs", 5), ("Tea", 2)]


async def test_what_is_said_of_a_list_is_said_in_the_language(tmp_path: Path) -> None:
    """How its dates are read and why; and why a file is no list."""
    (tmp_path / "liste.csv").write_text("Action;Qui;Quand\nCommander;Ana Lopes;10/12/2026\n", encoding="utf-8")
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7\n")
    path = write(with_steps(workshop()).revise(language="fr"), tmp_path)
    async with driving(path, (120, 40)) as d:
        await d.press("space", "n", "n", "L")
        await d.write(str(tmp_path / "liste.csv"))
        await shown(d)
        await d.sees("Les dates comme 3/4 se lisent jour/mois, car ses colonnes ne sont pas en anglais.")
        await d.press("escape", "escape", "n", "L")
        await d.write(str(tmp_path / "plan.pdf"))
        await d.sees("Un PDF n'est pas lu")
