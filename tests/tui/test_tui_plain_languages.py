"""By ear in the group's language: a workshop and a follow-up in each, and no English sentence of ours left."""

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from followed import looking_again, promised
from test_tui_languages import Marked, bare, spoken
from test_tui_plain_session import FOLLOW_UP, SCREEN_ONLY, WORKSHOP, Opener, by_lines, on_disk
from workshops import workshop, write

import make_catalogues as catalogues
from flipchart.domain.session import Session
from flipchart.domain.when import read_date
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.service.open_session import open_to_drive
from flipchart.translation import catalogue
from flipchart.tui.plain_words import ASKS, BY_EAR
from flipchart.tui.text import language
from flipchart.tui.text.keys import BY_ID

SITTINGS: dict[str, tuple[Callable[[], Session], tuple[str | int, ...], Opener]] = {
    "workshop": (workshop, WORKSHOP, open_to_drive),
    "follow-up": (promised, FOLLOW_UP, looking_again),
}

ANSWERS = {"de": ("j", "nein"), "fr": ("o", "non"), "es": ("si", "no"), "pt": ("s", "nao"), "nl": ("ja", "nee")}
"""How yes and no are typed, by a letter or a word, with or without accents."""

DONE = {"en": "kept", "de": "gehalten", "fr": "tenu", "es": "cumplido", "pt": "cumprido", "nl": "nagekomen"}

ASIDE = (
    "/help", "/help all", "/agenda", "/agenda 99 12", "/agenda soon", "/people", "/people 1 is Nobody", "/people x",
    "/time", "y", "/pasue", "/xyzzy", "/theme", "/item.drop 99", "/list", "/menu", "", "zzz @@", "/gaps", "/undo",
    "/redo", "/undo", "/save", "/note", "Remember this", "/park", "", "/capture.open", "", "/start", "/pause",
    "/pause", "/note.private", "", "/step.due 1", "", "/share.codes", "/curtain", "/leave",
)  # fmt: skip
"""Commands of all sorts, and lines that are understood nowhere."""


@pytest.mark.parametrize("code", ["en", *catalogues.OTHERS])
@pytest.mark.parametrize("name", SITTINGS)
def test_a_sitting_by_ear_speaks_the_language_of_its_session(tmp_path: Path, name: str, code: str) -> None:
    """Every stage and its end are told in it, every line is answered, and the file is as in English but for that."""
    session, lines, opener = SITTINGS[name]
    english, other = (tmp_path / it for it in ("english", "other"))
    for folder in (english, other):
        folder.mkdir()
    by_lines(write(session(), english), lines, opener)
    said = by_lines(write(spoken(session(), code), other), lines, opener)
    answer = [line for line in said if not line.startswith("> ")]
    assert [line for line in answer if SCREEN_ONLY.search(line) or line != line.strip() or not line] == []
    assert [line for line, after in pairwise(said) if line[:2] == after[:2] == "> "] == []
    put = catalogue(code).gettext
    ended = on_disk(other / "clinic.toml")
    stages = [stage.title for stage in ended.stages_of(ended.runs[-1])]
    for number, title in enumerate(stages, 1):
        head = put("Stage {n} of {count}: {stage}.").format(n=number, count=len(stages), stage=title)
        assert any(line.startswith(head) for line in answer), (head, answer)
    assert any(put("/quit leaves.") in line for line in answer)
    steps = [[(it.text, it.owner, it.due, it.state) for it in on_disk(folder / "clinic.toml").steps]
             for folder in (english, other)]  # fmt: skip
    assert steps[0] == steps[1]


@pytest.mark.parametrize("name", SITTINGS)
def test_no_sentence_by_ear_is_left_in_english(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Walked in a language that puts messages in quotes: what stands outside of these was written by people."""
    monkeypatch.setattr(language, "catalogue", lambda code: Quoting())
    session, lines, opener = SITTINGS[name]
    begins: tuple[str | int, ...] = ("/help", "/start", "/time", "/start", "/timer.quick 1 on your own", 90,
                                     "/clock.break 1", 90, "/start", 200, 100)  # fmt: skip
    walk = [*begins, *ASIDE, *lines[:-1], *ASIDE, "/quit"]
    path = write(session(), tmp_path)
    said = by_lines(path, walk, opener)
    agendas = [load_template(it) for it in ("action-planning", "follow-up")]
    wrote = theirs(f"{session()} {on_disk(path)} {agendas}") | {str(it) for it in walk} | {"yes", "no"}
    left = {}
    for line in (it for it in said if not it.startswith("> ")):
        if words := re.findall(r"[^\W\d_]{2,}", without(line, wrote)):
            left[line] = words
    assert left == {}


class Quoting(Marked):
    """Messages in quotes, but not the two of whose letters one answers."""

    def gettext(self, message: str) -> str:
        """The message in quotes."""
        return message if message in ("yes", "no") else super().gettext(message)


def theirs(session: str) -> set[str]:
    """What people wrote into a session, or its agenda says; single words in small letters are none of these."""
    texts = {text for pair in re.findall(r"'([^']*)'|\"([^\"]*)\"", session) for text in pair}
    named = {f"{text[:1].lower()}{text[1:]}" for text in texts if " " in text}
    return named | {text for text in texts if " " in text or text[:1].isupper()}


def without(line: str, texts: set[str]) -> str:
    """A line without messages, commands, and what people wrote, the longest first."""
    rest = re.sub(r"/[a-z]+(?:\.[a-z]+)*", " ", bare(line))
    for text in sorted(texts, key=len, reverse=True):
        rest = rest.replace(text, " ") if len(text) > 1 else rest
    return rest


@pytest.mark.parametrize("code", catalogues.OTHERS)
def test_yes_and_no_are_said_in_the_language_and_in_english(tmp_path: Path, code: str) -> None:
    """A question is answered by a letter or the word; asked, it names the letters of the language."""
    yes, no = ANSWERS[code]
    for number, (first, second) in enumerate(((yes, no), ("y", "no"), ("yes", "n"))):
        path = write(spoken(promised(), code), tmp_path, f"{number}.toml")
        said = by_lines(path, ("/start", "/next", "1", first, second), looking_again)
        asked = next(line for line in said if "legal is slow?" in line or "legal is slow\xa0?" in line)
        words = [catalogue(code).gettext(it) for it in ("yes", "no")]
        assert asked.endswith(f"? {words[0][0]} {words[0]}, {words[1][0]} {words[1]}.")
        (answer,) = [it for it in on_disk(path).reports if it.obstacle_came is not None]
        assert (answer.obstacle_came, answer.contingency_ran) == (True, False), said


@pytest.mark.parametrize("code", DONE)
def test_how_a_promise_stands_is_said_in_the_language(tmp_path: Path, code: str) -> None:
    """Its own words for what was kept, and English beside them."""
    path = write(spoken(promised(), code), tmp_path)
    by_lines(path, ("/start", f"2 {DONE[code]}", "3 partly"), looking_again)
    states = {it.text: it.state for it in on_disk(path).steps}
    assert (states["Draft the escalation path"], states["Book a room for the supplier clinic"]) == ("done", "doing")


@pytest.mark.parametrize("code", catalogues.OTHERS)
def test_days_in_what_is_said_of_a_stage_are_read_in_that_language(code: str) -> None:
    """Whoever types the example gets a day of it."""
    today = dt.date(2026, 11, 18)
    for kind, days in (("assign", r"\bana (\w+)\."), ("nextcheck", r"\bana (\d \w+) 10:00")):
        message = next(words for stage, words in ASKS.items() if stage == kind)
        (day,) = set(re.findall(days, catalogue(code).gettext(message)))
        assert read_date(day, today, None, code) is not None, (kind, day)


@pytest.mark.parametrize("code", ["en", *catalogues.OTHERS])
def test_what_is_said_instead_names_no_key(code: str) -> None:
    """Each message of the screens that names one has another by ear, which names the command."""
    put = catalogue(code).gettext
    for screen, heard in ((put(one), put(other)) for one, other in BY_EAR.items()):
        assert not re.search(r"(?:[;(.:]\s|^)[upMat](?=[ :\xa0'])", heard), heard
        assert heard != screen
        assert not any(name in heard for name in ("Space", "Leertaste", "Espac", "Espaço", "Spatie"))
    named = {one: re.findall(r"/([a-z.]+)", one) for one in BY_EAR.values()}
    assert {one: re.findall(r"/([a-z.]+)", put(one)) for one in named} == named


def test_help_names_every_action_in_the_language(tmp_path: Path) -> None:
    """The commands keep their names."""
    said = by_lines(write(spoken(workshop(), "de"), tmp_path), ("/help all",))
    assert f"/clock.borrow: {catalogue('de').gettext(BY_ID['clock.borrow'].help)}." in said


def test_a_session_without_a_language_speaks_that_of_the_settings_and_english_by_default(tmp_path: Path) -> None:
    """And what was begun in German stays German, whoever opens it."""
    german = write(spoken(workshop(), "de"), tmp_path, "german.toml")
    said = by_lines(german, ("/start", "/quit"))
    assert any(line.startswith("Phase 1 von 5: Einstieg.") for line in said)
    said = by_lines(write(workshop(), tmp_path), ("/start", "/quit"))
    assert any(line.startswith("Stage 1 of 5: Introduce.") for line in said)
    assert on_disk(german).language == "de"
