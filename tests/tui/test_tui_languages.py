"""The room in the group's language: catalogues that are whole, and a workshop and a follow-up walked in each."""

import datetime as dt
import io
import re
from collections.abc import AsyncIterator
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from itertools import cycle
from pathlib import Path

import pytest
from at_home import HomeDriver, at_home
from driver import TEN, Driver, driving
from followed import looking_again, promised
from sight import clipped
from textual.app import App, ComposeResult
from textual.command import CommandList
from tour import everywhere
from tour_aside import TABLE
from workshops import with_steps, workshop, write

import make_catalogues as catalogues
from flipchart.domain.group_record import Duration
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.domain.when import day, long_day, read_date
from flipchart.exchange.templates.agenda_template import agenda_of, load_template
from flipchart.exchange.writers import codes
from flipchart.ids import CountedIds
from flipchart.service.open_session import open_to_drive
from flipchart.store.codec import decode
from flipchart.store.config import Config
from flipchart.translation import catalogue
from flipchart.tui.screens.recovery import RecoveryScreen
from flipchart.tui.text import language
from flipchart.tui.text.group import Took
from flipchart.tui.text.language import speak, t, tn
from flipchart.tui.text.lines import plain, width_of
from flipchart.tui.text.list_keys import pieces
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends, Words

OTHERS = catalogues.OTHERS


# The catalogues.


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_is_in_every_catalogue(code: str) -> None:
    """Each has words for it; `python tests/make_catalogues.py` puts new ones in and names those without words."""
    wanted = {(it.id, it.context) for it in catalogues.template() if it.id}
    known = {(it.id, it.context) for it in catalogues.known(code) if it.id}
    assert (wanted - known, known - wanted, catalogues.untranslated(code)) == (set(), set(), [])


@pytest.mark.parametrize("code", OTHERS)
def test_what_stands_in_a_message_stands_in_its_words(code: str) -> None:
    """No place is lost or made up."""
    place = re.compile(r"\{(\w*)\}")
    for message in (it for it in catalogues.known(code) if it.id):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for one, said in zip(message.id if isinstance(message.id, tuple) else (message.id,), texts, strict=True):
            assert set(place.findall(str(said))) == set(place.findall(str(one))), (one, said)


@pytest.mark.parametrize("code", OTHERS)
def test_the_program_reads_what_is_written_in_the_catalogue(code: str) -> None:
    """The `.mo` file has what its `.po` file has; only the head of both tells when and by what it was made."""
    made, written = (vars(GNUTranslations(io.BytesIO(data)))["_catalog"] for data in (
        catalogues.po_path(code).with_suffix(".mo").read_bytes(), catalogues.as_mo(code)
    ))  # fmt: skip
    assert {**made, "": ""} == {**written, "": ""}


@pytest.mark.parametrize("code", OTHERS)
def test_days_and_months_have_the_names_of_cldr(code: str) -> None:
    """Without their dots, long and short; what is written is read again as the same day."""
    for number in range(1, 13):
        on = dt.date(2027, number, 15)
        for name in (f"{on:%B}", f"{on:%A}"):
            assert catalogue(code).gettext(name) == catalogues.named_by_cldr(code, name, None)
            short = catalogue(code).pgettext("short", name[:3])
            assert short == catalogues.named_by_cldr(code, name[:3], "short") and "." not in short
        for said in (day(on, on), long_day(on, on)):
            assert read_date(said.put(catalogue(code)), on.replace(day=1), None, code) == on, said.put(
                catalogue(code)
            )


def test_none_is_singular_in_french_and_plural_elsewhere() -> None:
    """By the rule that each catalogue has."""
    said = {}
    for code in OTHERS:
        speak(code)
        said[code] = [tn("{n} step", "{n} steps", count) for count in (0, 1, 2)]
    assert said["fr"] == ["0 étape", "1 étape", "2 étapes"]
    assert said["de"] == ["0 Schritte", "1 Schritt", "2 Schritte"]
    assert said["pt"] == ["0 passos", "1 passo", "2 passos"]


def test_a_language_that_is_none_of_ours_is_said_in_english() -> None:
    """And the one of a country like the one of the language."""
    assert catalogue("pt-BR").gettext("pause") == catalogue("pt").gettext("pause") != "pause"
    assert [catalogue(code).gettext("pause") for code in ("it", "", None, "en_GB", "../de")] == ["pause"] * 5


def test_what_people_wrote_is_never_put_into_another_language() -> None:
    """Also where it is the very words of a message."""
    speak("de")
    assert t("{name} calls it", name="pause") == "pause lädt ein"
    assert t(say("done when {words}", words="open")) == "erledigt, wenn open"
    assert language.voiced("May") == "May"


# The agendas.


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("name", ["action-planning", "action-planning-25", "action-planning-60", "coaching",
                                  "follow-up", "improvement-plan"])  # fmt: skip
def test_a_built_in_agenda_is_said_in_every_language(name: str, code: str) -> None:
    """Its kinds and minutes are the same, and no sentence of it is English."""
    english, said = load_template(name), load_template(name, language=code)
    assert [(it.kind, it.minutes) for it in said.stages] == [(it.kind, it.minutes) for it in english.stages]
    sentences = [(one.say, other.say) for one, other in zip(english.stages, said.stages, strict=True)]
    assert all(one != other for one, other in sentences) and said.materials != english.materials


def test_a_persons_own_agenda_stays_as_it_is(tmp_path: Path) -> None:
    """Where it has the name of a built-in one too."""
    own = """title = "Action planning"\nfor = "us"\n[[stages]]\nkind = "define"\ntitle = "Goals"\nminutes = 5\n"""
    (tmp_path / "action-planning.toml").write_text(own)
    assert load_template("action-planning", tmp_path, "de").stages[0].title == "Goals"


# The walls.


def spoken(session: Session, code: str) -> Session:
    """The session with the default agenda in another language, as it would have been begun."""
    run = session.runs[-1]
    stages = agenda_of(load_template("action-planning", language=code), run, CountedIds("x"))
    kept = {old.id: new for old, new in zip(session.stages_of(run), stages, strict=True)}
    fields = ("title", "prompt", "say", "watch")
    said = [it.revise(**{name: getattr(kept[it.id], name) for name in fields}) if it.id in kept else it
            for it in session.stages]  # fmt: skip
    return session.revise(language=code, stages=tuple(said))


def cut_off(driver: Driver) -> list[str]:
    """The lines of the wall that are cut or wider than their place, those around the list too."""
    room = driver.room
    found = clipped(driver) if room.query_one("#rows").size.height else []
    for part in room.query(Words):
        found += [plain(it) for it in part.lines if part.size.height and width_of(it) > part.content_size.width]
    for line in room.query(Ends):
        wide = width_of(line.left) + width_of(line.right)
        found += [plain((*line.left, *line.right))] if line.size.height and wide > line.content_size.width else []
    return found


async def workshop_walk(driver: Driver) -> AsyncIterator[str]:
    """The default workshop from the arrival to the closing page, past every box and state of the clock."""
    yield "before the start"
    await driver.press("space")
    yield "introduce"
    for stage in ("review", "define", "assign", "resources"):
        await driver.press("n")
        yield stage
        await driver.press("enter")
        yield f"{stage}, a box"
        await driver.press("escape", "escape", "space")
        yield f"{stage}, paused"
        await driver.press("space")
    await driver.pass_time(100)
    yield "near the end of the stage"
    await driver.pass_time(100)
    yield "over time"
    await driver.press("P")
    await driver.write("10")
    yield "a break"
    await driver.press("space", "comma")
    yield "the menu"
    await driver.press("comma", "n")
    yield "the closing page"
    await driver.press("1")
    yield "the promises aloud"


async def follow_up_walk(driver: Driver) -> AsyncIterator[str]:
    """A follow-up to its closing page, with an answer of each kind opened."""
    yield "before the start"
    await driver.press("space")
    yield "the last promises"
    await driver.press("n")
    yield "the check-in"
    for digit in "3456":
        await driver.press(digit)
        yield f"the box of {digit}"
        await driver.press("escape", "escape")
    while driver.stage == "checkin":
        await driver.press("n")
        yield "the check-in, further on"
    await driver.press("enter")
    yield "a show of hands"
    await driver.press("escape", "escape", "n")
    yield "the next check"
    await driver.press("enter")
    yield "the next check, its box"
    await driver.press("escape", "escape", "n")
    yield "the closing page"


DARK, LIGHT = (list(zip(OTHERS, cycle(themes), strict=False)) for themes in (
    ("room-dark", "room-light"), ("room-light", "room-dark")
))  # fmt: skip
"""Each language in one theme, and in the other one: a theme has other colours, and no other widths."""


@pytest.mark.parametrize(("code", "theme"), DARK)
async def test_no_line_of_a_workshops_wall_is_clipped(code: str, theme: str, tmp_path: Path) -> None:
    """At the smallest size of a wall, from the arrival to the end, in every language, and in both themes."""
    path = write(spoken(with_steps(workshop()), code), tmp_path)
    async with driving(path, (60, 18), config=Config(theme=theme)) as driver:
        async for place in workshop_walk(driver):
            assert cut_off(driver) == [], (place, driver.text())


@pytest.mark.parametrize(("code", "theme"), LIGHT)
async def test_no_line_of_a_follow_ups_wall_is_clipped(code: str, theme: str, tmp_path: Path) -> None:
    """Likewise, with the boxes of all answers; each language in the theme in which it has no workshop."""
    path = write(spoken(promised(), code), tmp_path)
    async with driving(path, (60, 18), config=Config(theme=theme), open_file=looking_again) as driver:
        async for place in follow_up_walk(driver):
            assert cut_off(driver) == [], (place, driver.text())


@pytest.mark.parametrize("code", OTHERS)
async def test_heads_and_footers_over_the_wall_are_whole(code: str, tmp_path: Path) -> None:
    """Of pictures, gaps, keys, people and agenda, where a head that is too long ends with an ellipsis."""
    path = write(spoken(with_steps(workshop()), code), tmp_path)
    async with driving(path, (60, 18)) as driver:
        for key in ("i", "g", "question_mark", "G", "A"):
            await driver.press(key)
            lines = driver.text().splitlines()
            assert [it for it in (lines[0], lines[-1]) if "…" in it] == [], (key, lines)
            await driver.press("escape")


@cache
def worded() -> set[str]:
    """The messages that each catalogue has words for."""
    return {str(one) for it in catalogues.template() for one in (it.id if isinstance(it.id, tuple) else (it.id,))}


class Marked(NullTranslations):
    """A language in which every message stands in quotes, so that what is no message can be seen."""

    def gettext(self, message: str) -> str:
        """The message in quotes, if catalogues have it."""
        return f"«{message}»" if message in worded() else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of English in quotes."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The message in quotes."""
        return self.gettext(message)


KEY_NAMES = [
    "space",
    "enter",
    "tab",
    "esc",
    "shift",
    "up",
    "down",
    "left",
    "right",
    "pgup",
    "pgdn",
    "del",
    "ctrl",
    "click",
]
NAMES = "Flipchart TOML Markdown Chen Wei macOS GNOME VS Code Terminal"
"""What is called the same in every language."""
TYPED = "Call the supplier @Ana >fri !if not then someday >blue; zzz; quit; ana; Ward round; Dora, Emil; soon; Ours"
"""What the tours type."""
TEMPLATES = ("action-planning", "action-planning-25", "action-planning-60", "coaching", "follow-up",
             "improvement-plan")  # fmt: skip


@cache
def agendas() -> str:
    """All that the built-in agendas say, in English."""
    return " ".join(f"{load_template(it)}" for it in TEMPLATES)


def bare(screen: str) -> str:
    """A screen without its messages, also those that are cut or go on in another line."""
    return "\n".join(bare_row(it) if "«" in it or "»" in it else it for it in screen.split("\n"))


def bare_row(row: str) -> str:
    """A row of a screen without its messages: those that are whole first, then those that end or begin elsewhere."""
    while row != (rest := re.sub("«[^«»]*»", " ", row)):
        row = rest
    row = re.sub(r"«[^«»]*?(?=\s{2}|[│▌]|$)", " ", row)
    return re.sub(r"(?:^|(?<=\s{2})|(?<=[│▌]))[^«»]*?»", " ", row)


def words_of(texts: str) -> set[str]:
    """The words of a text in small letters, also those that stand between digits or underlines."""
    texts = texts.casefold()
    return {*re.findall(r"\w+", texts), *re.findall(r"[^\W\d_]+", texts)}


@cache
def words_of_ours() -> set[str]:
    """The words of the agendas, of what the tours type, and the names of keys."""
    return words_of(" ".join((NAMES, TYPED, *TEMPLATES, agendas()))) | {*KEY_NAMES}


@lru_cache(maxsize=8)
def words_written(written: str) -> set[str]:
    """The words that people wrote."""
    return words_of(written)


@cache
def phrases() -> dict[str, str]:
    """Messages of several words that no agenda has, with themselves in small letters."""
    known = " ".join(agendas().split()).casefold()
    answer = {it: it.casefold() for it in sorted(worded()) if " " in it and "{" not in it}
    return {it: small for it, small in answer.items() if small not in known}


def unmarked(screen: str, written: str) -> set[str]:
    """What stands on a screen without quotes though it is a message of several words, or a word that nobody knows.

    Known are the words that people wrote, those of the agendas and the names of keys.
    """
    rest = bare(screen)
    shown, known = " ".join(rest.split()), " ".join(written.split()).casefold()
    found = {it for it, small in phrases().items() if it in shown and small not in known}
    rest = re.sub(r"\([a-z_.]+\)", " ", rest)  # the ids of actions in the palette
    words, people = set(re.findall(r"[^\W\d_]{2,}", rest)), words_written(written)
    return found | {it for it in words if it.casefold() not in words_of_ours() and it.casefold() not in people}


async def test_every_word_of_the_wall_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But what people wrote: walked in a language that puts messages in quotes, on a wall where no line is broken."""
    monkeypatch.setattr(language, "catalogue", lambda code: Marked())
    for name, session, walk in (("w", with_steps(workshop()), workshop_walk), ("f", promised(), follow_up_walk)):
        path = write(session, tmp_path, f"{name}.toml")
        opener = looking_again if name == "f" else open_to_drive
        async with driving(path, (230, 60), open_file=opener) as driver:
            async for place in walk(driver):
                written = path.read_text("utf-8") + str(driver.session)
                assert unmarked(driver.text(), written) == set(), place


ANSWERED = (
    ("w", ""), ("y", ""), ("x", ""), ("u", ""), ("U", ""), ("u", ""), ("K", ""), ("ctrl+s", ""), ("plus", ""),
    ("minus", ""), ("B", ""), ("o", "ana"), ("o", "tbc"), ("d", "fri"), ("d", "yesterday"), ("d", "zzz"),
    ("r", "room #x =2 days @tbc >blue"), ("f", "it rains then go"), ("m", "a note"), ("m", "! decided"), ("m", "!"),
    ("l", "parked"), ("c", "a comment"), ("t", "zzz"), ("t", "+5"), ("P", "zzz"), ("Q", "zzz"), ("L", "nowhere.csv"),
    ("s", "1 tue"), ("e", "other words"),
)  # fmt: skip
"""Keys, and what is typed in the box that they open."""


async def test_every_word_that_a_key_answers_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of writing out, refusing and keeping, and of taking each of them back and doing it again."""
    monkeypatch.setattr(language, "catalogue", lambda code: Marked())
    path, found = write(with_steps(workshop()), tmp_path), {}
    async with driving(path, (230, 60)) as driver:
        await driver.press("space", "n", "n")
        for key, typed in ANSWERED:
            await driver.press("escape", "escape", key)
            if typed:
                await driver.press("ctrl+u")
                await driver.write(typed)
            for undone in ("", "u", "U"):
                await driver.press(*(("escape", "escape", undone) if undone else ()))
                written = f"{driver.session} {tmp_path} {' '.join(it for _, it in ANSWERED)} nowhere.csv"
                if words := unmarked(driver.text(), written):
                    found[key, typed, undone] = words
    assert found == {}


async def test_every_word_of_every_screen_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Likewise past all screens: desk, home, a new session, looking on, what is over them, and a damaged file."""
    for module in (language, codes):
        monkeypatch.setattr(module, "catalogue", lambda code: Marked())
    found: dict[str, set[str]] = {}

    def look(place: str, driver: Driver | HomeDriver) -> None:
        files = " ".join(it.read_text("utf-8", "replace") for it in tmp_path.rglob("*.toml"))
        themes = " ".join(driver.app.available_themes)
        written = f"{driver.app.session} {files} {themes} {tmp_path} {TABLE} Libr…"
        if words := unmarked(driver.text(), written):
            found[place] = words

    await everywhere(tmp_path, (230, 60), None, look)
    assert found == {}


async def test_the_commands_of_home_are_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the palette over it, which makes them of the keys of the screen."""
    monkeypatch.setattr(language, "catalogue", lambda code: Marked())
    async with at_home(tmp_path, (230, 60)) as home:
        await home.press("ctrl+p")
        lists = home.app.screen.query(CommandList).results
        await home.until("the palette lists the actions", lambda: any(it.option_count for it in lists(CommandList)))
        assert {it for it in unmarked(home.text(), "") if " " in it} == set()


async def test_a_session_begun_in_one_language_keeps_its_words_in_another(tmp_path: Path) -> None:
    """The wall speaks the session's language, whatever the settings say; without one of its own it speaks theirs."""
    german = write(spoken(with_steps(workshop()), "de"), tmp_path, "german.toml")
    before = decode(german.read_bytes(), name="german.toml", made=TEN)
    async with driving(german, (60, 18), config=Config(language="fr")) as driver:
        await driver.press("space", "n")
        await driver.sees("VERBESSERUNGEN AUSWÄHLEN", "die Linie")
        await driver.sees("gespeichert")
    after = decode(german.read_bytes(), name="german.toml", made=TEN)
    assert [it.prompt for it in after.stages] == [it.prompt for it in before.stages] and after.language == "de"
    english = write(with_steps(workshop()), tmp_path, "english.toml")
    async with driving(english, (60, 18), config=Config(language="fr")) as driver:
        await driver.press("space", "n")
        await driver.sees("REVIEW PRIORITIZED", "Which of these get our time today?", "la ligne")
    assert decode(english.read_bytes(), name="english.toml", made=TEN).language is None


async def test_days_and_kinds_are_read_in_the_language_of_the_session(tmp_path: Path) -> None:
    """In French "mar" is Tuesday, where English has a month; a stage is added by its French or its English name."""
    path = write(with_steps(workshop()).revise(language="fr"), tmp_path)
    async with driving(path, (80, 24)) as driver:
        await driver.press("space", "n", "n", "a")
        await driver.write("Appeler le fournisseur @ana >mar")
        assert driver.session.steps[-1].due == dt.date(2026, 11, 24)
        await driver.press("escape", "A")
        await driver.until("the scripts are read", lambda: bool(getattr(driver.app.screen, "scripts", None)))
        for typed in ("risques 10", "risks 5"):
            await driver.press("a")
            await driver.write(typed)
        added = [it for it in driver.session.stages if it.kind == "risks"]
        assert sorted(it.seconds for it in added) == [300, 600]
        french = next(it for it in load_template("action-planning-60", language="fr").stages if it.kind == "risks")
        assert {(it.title, it.prompt) for it in added} == {(french.title, french.prompt)}


async def test_words_before_sentences_stand_apart_from_them(tmp_path: Path) -> None:
    """At the desk in German "Achten auf" is longer than its English column; "open" is what a key does."""
    path = write(with_steps(workshop()).revise(language="de"), tmp_path)
    async with driving(path, (60, 24), view="desk") as driver:
        await driver.press("space", "n", "n")
        assert "Achten auf Projects" in driver.text()
        assert "Raum       1 von 4" in driver.text()
    speak("de")
    assert [piece.short for piece in pieces(RecoveryScreen.KEYS, {}) if piece.id == "take"] == ["öffnen"]


async def test_a_row_that_was_shown_in_one_language_is_said_anew_in_another() -> None:
    """Home speaks the language of the settings again after a session in its own."""
    app, seen = Listing(), []
    async with app.run_test(size=(80, 10)) as pilot:
        for code in ("de", "es"):
            speak(code)
            rows = app.query_one(RowList)
            rows.rows = ()
            rows.rows = (Took(None, Duration("define", 300, 290, 2)),)
            await pilot.pause()
            seen.append(rows.text())
    assert "dauerte" in seen[0]
    assert "dauerte" not in seen[1]


class Listing(App[None]):
    """A list alone."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our themes."""
        return dict.fromkeys(("quiet", "row", "footer-background"), "#808080")

    def compose(self) -> ComposeResult:
        """The list."""
        yield RowList()
