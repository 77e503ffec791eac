"""The agendas: built in, a user's own, and their pages to print."""

from pathlib import Path

import pytest

from flipchart.domain.agenda import Stage
from flipchart.domain.errors import ExchangeError
from flipchart.exchange.templates.agenda_template import agenda_of, load_template, run_of
from flipchart.exchange.templates.handouts import cue, sheet
from flipchart.exchange.templates.template_list import DEFAULT, copy_template, template_names, template_text
from flipchart.ids import CountedIds
from flipchart.store.config import LANGUAGES

BUILT_IN = {
    "action-planning": [2, 3, 5, 3, 2],
    "action-planning-25": [5, 10, 5, 5],
    "action-planning-60": [3, 7, 8, 15, 8, 6, 6, 5, 2],
    "coaching": [12, 13, 17, 8],
    "follow-up": [1, 6, 2, 1],
    "improvement-plan": [6, 8, 7, 14, 5, 5],
}
LENGTHS = {"action-planning": 15, "action-planning-25": 25, "action-planning-60": 60, "coaching": 50,
           "follow-up": 10, "improvement-plan": 45}  # fmt: skip


def own(folder: Path, text: str, name: str = "ours") -> Path:
    """A template that a person wrote."""
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_default_comes_first() -> None:
    """All six are there, and the list begins with the one that is taken when none is named."""
    assert template_names() == tuple(BUILT_IN)
    assert template_names()[0] == DEFAULT


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_agenda_has_its_durations_and_everything_to_say(name: str) -> None:
    """Each stage has a prompt, a script, what to watch for and an answer to a challenge; the minutes add up."""
    template = load_template(name)
    assert [stage.minutes for stage in template.stages] == BUILT_IN[name]
    assert template.minutes == LENGTHS[name]
    assert all(stage.prompt and stage.say and stage.watch for stage in template.stages)
    assert all(stage.challenges for stage in template.stages)
    assert template.materials
    assert template.leave_with


def test_the_kinds_of_the_built_in_agendas() -> None:
    """The follow-up is a follow-up; coaching is one person's, with a quiet clock."""
    assert [load_template(name).kind for name in BUILT_IN] == ["workshop"] * 4 + ["follow-up", "workshop"]
    assert [(it.one_owner, it.quiet_clock) for it in map(load_template, BUILT_IN)].count((True, True)) == 1
    assert load_template("coaching").one_owner


@pytest.mark.parametrize("name", BUILT_IN)
def test_nothing_in_an_agenda_shouts(name: str) -> None:
    """The texts are calm, and typed with plain quotes and spaces."""
    text = template_text(name)
    assert "!" not in text
    assert "\t" not in text


@pytest.mark.parametrize("name", ["action-planning", "follow-up", "coaching", "action-planning-25"])
def test_a_cue_is_one_page(name: str) -> None:
    """A page of 66 lines and 80 columns holds the whole cue, with every prompt on it."""
    page = cue(load_template(name))
    assert len(page.splitlines()) <= 66
    assert max(map(len, page.splitlines())) <= 80
    flat = " ".join(page.split())
    assert all(str(stage.prompt) in flat and str(stage.say) in flat for stage in load_template(name).stages)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BUILT_IN)
def test_what_hands_are_shown_for_is_one_question_of_how_much(name: str, language: str) -> None:
    """No "what", which fingers cannot answer; and it stands on one row of the smallest wall."""
    stages = load_template(name, language=language).stages
    for prompt in (it.prompt or "" for it in stages if it.kind in ("assess", "evaluate")):
        assert prompt.count("?") == 1 and {"1", "5"} <= set(prompt)
        assert len(prompt) <= 44 or language != "en"
        assert not prompt.startswith("What")


def test_a_cue_counts_the_minutes() -> None:
    """Each stage stands with the minute at which it begins, the close at the end."""
    page = cue(load_template(DEFAULT))
    times = [line.split()[0] for line in page.splitlines() if line[:6].strip() and line[3:4] == ":"]
    assert times == ["0:00", "2:00", "5:00", "10:00", "13:00", "15:00"]


def test_a_sheet_asks_for_what_the_agenda_asks() -> None:
    """Blanks for roadblocks are on the sheet of an agenda that has them, and only there."""
    assert "  If ____" in sheet(load_template("action-planning-60"))
    assert "  If ____" not in sheet(load_template(DEFAULT))
    assert "under way" in sheet(load_template("follow-up"))
    coaching = sheet(load_template("coaching"))
    assert "  Milestone ____" in coaching
    assert "     Who ____" not in coaching
    assert "     Who ____" in sheet(load_template(DEFAULT))
    plan = sheet(load_template("improvement-plan"))
    assert plan.index("Objectives: ") < plan.index("Measurable targets: ") < plan.index("Key areas: ")
    assert max(len(sheet(load_template(name)).splitlines()) for name in BUILT_IN) <= 66
    assert max(len(line) for name in BUILT_IN for line in sheet(load_template(name)).splitlines()) <= 78


def test_an_agenda_becomes_a_run_with_its_stages() -> None:
    """Minutes become seconds, and every text goes along."""
    template = load_template("coaching")
    ids = CountedIds()
    run = run_of(template, "coaching", ids)
    stages = agenda_of(template, run, ids)
    assert (run.id, run.kind, run.template, run.one_owner, run.quiet_clock) == (
        "a1",
        "workshop",
        "coaching",
        True,
        True,
    )
    assert (stages[0].id, stages[0].run, stages[0].seconds) == ("a2", "a1", 720)
    assert [stage.say for stage in stages] == [stage.say for stage in template.stages]
    assert stages[0].challenges == template.stages[0].challenges


def test_a_persons_own_template_stands_in_for_the_built_in_one(tmp_path: Path) -> None:
    """A copy that was changed is used under the same name, and listed once."""
    copied = copy_template(DEFAULT, tmp_path / "templates")
    copied.write_text(copied.read_text("utf-8").replace("minutes = 2", "minutes = 2.5", 1), encoding="utf-8")
    assert load_template(DEFAULT, copied.parent).minutes == 15.5
    assert template_names(copied.parent) == tuple(BUILT_IN)
    assert sum(stage.seconds for stage in stages_of(copied.parent)) == 930


def stages_of(folder: Path) -> tuple[Stage, ...]:
    """The stages of the default in `folder`."""
    ids = CountedIds()
    template = load_template(DEFAULT, folder)
    return agenda_of(template, run_of(template, DEFAULT, ids), ids)


def test_a_copy_keeps_what_is_there(tmp_path: Path) -> None:
    """A template that somebody changed is never copied over."""
    copy_template("coaching", tmp_path)
    with pytest.raises(ExchangeError, match="is already there"):
        copy_template("coaching", tmp_path)


def test_a_copy_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """A file in the place of the folder is named."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(ExchangeError, match="cannot be written"):
        copy_template("coaching", blocked)


@pytest.mark.parametrize("name", ["nothing", "../../etc/passwd", "", "action-planning.toml"])
def test_an_unknown_name_names_the_known_ones(name: str) -> None:
    """A name is one of the list, never a path."""
    with pytest.raises(ExchangeError, match="There are: action-planning, "):
        load_template(name)


FAULTS = {
    "title = 1": "title does not fit",
    'title = "x"': "for is missing",
    'title = "x"\nfor = "y"': "stages is missing",
    'title = "x"\nfor = "y"\nstages = []': "stages has no entry",
    'title = ""\nfor = "y"\n[[stages]]\nkind="define"\ntitle="a"\nminutes=1': "title is empty",
    'title = "x"\nfor = "y"\n[[stages]]\nkind="party"\ntitle="a"\nminutes=1': r"stages\[1\].kind must be one of",
    'title = "x"\nfor = "y"\n[[stages]]\nkind="define"\ntitle="a"\nminutes=0': r"stages\[1\].minutes",
    'title = "x"\nfor = "y"\n[[stages]]\nkind="define"\ntitle="a"': r"stages\[1\].minutes is missing",
    "title = 1\ntitle": "line 2, is not TOML",
    "a = " + "[" * 2000: "is not TOML: |nested too deeply",
}


@pytest.mark.parametrize(("text", "message"), FAULTS.items())
def test_a_faulty_template_is_told_by_path_and_key(text: str, message: str, tmp_path: Path) -> None:
    """The sentence names the file, the key as it stands in it, and what is expected."""
    file = own(tmp_path, text)
    with pytest.raises(ExchangeError, match=message) as caught:
        load_template("ours", tmp_path)
    assert str(file) in caught.value.sentence


TOP = 'title = "x"\nfor = "y"\n'
STAGE = '[[stages]]\nkind = "define"\ntitle = "a"\nminutes = 1\n'
SIGN = '[[stages.challenges]]\nsign = "s"'
LINES = {
    'title = "x"\nfor = 3': 2,
    f'title = "x"\n\n{STAGE}': 1,
    f'{TOP}{STAGE}\n[[stages]]\nkind = "x"': 9,
    f'{TOP}{STAGE}\n[[stages]]\nkind = "define"\ntitle = "b"': 8,
    f"{TOP}{STAGE}{SIGN}": 7,
    f'{TOP}{STAGE}{SIGN}\nresponse = "r"\n[[stages.challenges]]\nresponse = 3\nsign = "t"': 11,
    f'{TOP}{STAGE}challenges = [{{sign = "s"}}]': 7,
    f'{TOP}[["stages"]]\nkind = "x"\ntitle = "a"\nminutes = 1': 1,
    f'{TOP}stages = [{{kind = "x", title = "a", minutes = 1}}]': 3,
    f'{TOP}{STAGE}[[stages]]\nkind = "define"\n[other]\nx = 1': 7,
}


@pytest.mark.parametrize(("text", "line"), LINES.items())
def test_a_fault_is_told_with_its_line(text: str, line: int, tmp_path: Path) -> None:
    """That of the key, of the table where it is missing, or of the header of what is written in one line."""
    file = own(tmp_path, text)
    with pytest.raises(ExchangeError) as caught:
        load_template("ours", tmp_path)
    assert caught.value.sentence.startswith(f"{file}, line {line}: "), caught.value.sentence


def test_bytes_that_are_no_template_are_told(tmp_path: Path) -> None:
    """Latin-1 and a file too large for a page are refused with the path."""
    file = own(tmp_path, "")
    file.write_bytes(b'title = "\xe9"')
    with pytest.raises(ExchangeError, match="not UTF-8 at byte 9"):
        load_template("ours", tmp_path)
    file.write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(ExchangeError, match="larger than 1 MiB"):
        load_template("ours", tmp_path)


def test_a_template_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says goes into the sentence."""
    own(tmp_path, "")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ExchangeError, match=r"ours\.toml cannot be read: Permission denied"):
        load_template("ours", tmp_path)


def test_texts_of_a_template_are_cleaned(tmp_path: Path) -> None:
    """An escape sequence in somebody's template does not reach the session."""
    own(tmp_path, 'title = "a\\u001b[2Jb"\nfor = "y"\n[[stages]]\nkind="define"\ntitle="c\\u202ed"\nminutes=1')
    template = load_template("ours", tmp_path)
    assert (template.title, template.stages[0].title) == ("ab", "cd")
