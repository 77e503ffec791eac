"""Every question, answer and page of the screens is reached by ear, or has a reason why it means nothing there."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest
from driver import TEN
from test_tui_plain_session import Opener, by_lines, on_disk
from tour import KINDS, every_kind
from workshops import with_steps, workshop, write

from flipchart.domain.commands.agenda import StartStage
from flipchart.domain.kinds import StageKind
from flipchart.domain.session import Conflict
from flipchart.service.context import Context
from flipchart.service.open_session import OpenSession, open_to_drive
from flipchart.tui.actions.registry import ACTIONS
from flipchart.tui.plain_session import PlainSession
from flipchart.tui.plain_words import SCREENS
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.prompts.registry import PROMPTS

NEEDLESS = {
    "message": "words on the wall; by ear they are said",
    **{kind.name: "keeps a box that would vanish under hands; by ear none is open" for kind in PROMPTS if kind.rests},
}
"""Prompts that mean nothing by ear, and why."""

QUIETLY = ("quit", "close", "run.end", "stage.next", "stage.previous")
"""Actions that leave the stage."""


def at(kind: StageKind) -> Opener:
    """An opener of the session of every kind that goes to the stage of one."""

    def opened(path: Path, context: Context) -> OpenSession:
        opening = open_to_drive(path, context)
        opening.runner.do(StartStage("everyrun", f"every{KINDS.index(kind):03}", TEN))
        return opening

    return opened


def probe() -> Iterable[str]:
    """Every action, every digit, and each row with other words, each left again by an empty line."""
    for id in ACTIONS:
        if not id.startswith("answer.") and id not in QUIETLY:
            yield from (f"/{id}", "")
    for digit in range(1, 10):
        yield from (f"/answer.{digit}", "")
    for row in range(1, 16):
        yield from (f"/item.edit {row} Other words {row}", "", f"/item.edit {row}", "")


def test_every_prompt_is_reached_by_ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From each kind of stage by its actions, its digits and the menu of rarer actions."""
    reached: set[type[Prompt]] = set()
    enter, line = PlainSession._enter, PlainSession.line

    def entered(self: PlainSession, prompt: Prompt, text: str) -> bool:
        reached.add(type(prompt))
        return enter(self, prompt, text)

    def typed(self: PlainSession, text: str) -> list[str]:
        said = line(self, text)
        reached.add(type(self.prompt or Prompt()))
        return said

    monkeypatch.setattr(PlainSession, "_enter", entered)
    monkeypatch.setattr(PlainSession, "line", typed)
    probes: list[tuple[StageKind, tuple[str, ...]]] = [(kind, ("/capture.open", "", *probe())) for kind in KINDS]
    kinds: tuple[StageKind, ...] = ("define", "assign")
    menus = [("/menu", *more, str(digit), "1", "2", "3") for digit in range(1, 10) for more in ((), ("9",))]
    probes += [(kind, menu) for kind in kinds for menu in menus]
    for number, (kind, lines) in enumerate(probes):
        # Each in a folder of its own: opening one session reads all others in its folder.
        folder = tmp_path / str(number)
        folder.mkdir()
        by_lines(write(every_kind(), folder), lines, at(kind))
    by_lines(write(workshop(), tmp_path), ("/capture.open", "Dora"))
    assert sorted(it.name for it in PROMPTS if it not in reached) == sorted(NEEDLESS)


def test_only_what_is_a_picture_needs_a_screen(tmp_path: Path) -> None:
    """No page says that it needs one; the actions that do are those that change what is seen."""
    path = write(every_kind(), tmp_path)
    said = by_lines(path, ["/start", *(f"/{id}" for id in ACTIONS if id not in QUIETLY)])
    assert not [line for line in said if "needs a screen" in line]
    assert sum("changes what a screen shows" in line for line in said) == len(SCREENS)


def test_the_agenda_is_changed_by_ear(tmp_path: Path) -> None:
    """Minutes, title, order, one more and one less, start and end; what is wrong is said."""
    path = write(workshop(), tmp_path)
    lines = ["/agenda", "/agenda 3 +2:30", "/agenda 3 Steps", "/agenda 3 up", "/agenda add risks 10 after 2",
                           "/agenda 6 drop", "/agenda start 14:00", "/agenda end 14:30", "/agenda fit",
                           "/agenda 9 12", "/agenda soon", "/agenda 2 0"]  # fmt: skip
    said = by_lines(path, lines)
    session = on_disk(path)
    stages = session.stages_of(session.runs[-1])
    assert [it.kind for it in stages] == ["introduce", "define", "risks", "review", "assign"]
    assert (stages[1].title, bool(stages[2].prompt), sum(it.seconds for it in stages)) == ("Steps", True, 1530)
    assert session.runs[-1].planned_start == TEN.replace(hour=14)
    assert "There is no stage 9. The agenda has 5." in said
    assert "A stage needs some time. Type 12, 12:30, +5 or -2, or remove the stage." in said
    assert any(line.startswith("Which stage? /agenda 2 12") for line in said)


def test_a_stage_that_is_over_says_so_by_ear(tmp_path: Path) -> None:
    """More time for it is no question of its title."""
    said = by_lines(write(workshop(), tmp_path), ["/start", "/next", "/agenda 1 +5"])
    assert said[-1] == "Introduce is over. Go back to it, then change its time."


def test_people_are_changed_by_ear(tmp_path: Path) -> None:
    """Renamed everywhere, made one, marked here, added and removed; who is named somewhere stays."""
    path = write(with_steps(workshop()), tmp_path)
    lines = ["2 Beatrix", "add Dora, Emil", "4 is Emil", "3 here", "4 drop", "1 drop", "1 is Nobody", "zzz"]
    said = by_lines(path, ["/start", "/people", *(f"/people {line}" for line in lines)])
    session = on_disk(path)
    assert session.people == ("Beatrix", "Chen Wei")
    assert session.runs[-1].present == ("Chen Wei",)
    assert "Nobody else here is called Nobody. Type more of the name." in said
    assert any(line.startswith("Who? /people 2 Anna") for line in said)


def test_what_was_changed_on_both_sides_is_settled_by_ear(tmp_path: Path) -> None:
    """One question after the other: y keeps what stands, n takes the other."""
    base = with_steps(workshop())
    one, two = (
        Conflict.of({"item": step.id, "key": "text", "kept": step.text, "other": other, "at": TEN})
        for step, other in zip(base.steps[:2], ("Other words", "More words"), strict=True)
    )
    path = write(base.revise(conflicts=(one, two), created=TEN - dt.timedelta(days=1)), tmp_path)
    number = next(str(n) for n in range(1, 10) if any("changed on both sides" in it for it in
                  by_lines(write(on_disk(path), tmp_path, f"try{n}.toml"), ["/start", "/menu", str(n)])))  # fmt: skip
    said = by_lines(path, ["/start", "/menu", number, "n", "y"])
    assert [step.text for step in on_disk(path).steps[:2]] == ["Other words", base.steps[1].text]
    assert on_disk(path).conflicts == () and "All is settled." in said
