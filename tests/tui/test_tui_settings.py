"""The settings and the session's file on a page of our own, for whoever has named no editor; and the folder."""

from pathlib import Path

import pytest
from driver import PATIENCE, REAL, driving
from textual.pilot import Pilot
from textual.widgets import OptionList, Static, TextArea
from workshops import with_steps, workshop, write

from flipchart.clock import SystemClock
from flipchart.service.desktop import named_editor
from flipchart.store.config import commented, load_config
from flipchart.store.writer import keep_typed
from flipchart.tui.screens.file_page import SettingsApp


async def says(pilot: Pilot[int], words: str) -> None:
    """Wait until the page says some words."""
    message, end = pilot.app.screen.query_one("#message", Static), REAL.monotonic() + PATIENCE
    while words not in str(message.content):
        assert REAL.monotonic() < end, message.content
        await pilot.pause(0.02)


async def test_the_page_saves_and_says_what_is_wrong(tmp_path: Path) -> None:
    """ctrl+s writes the file; a wrong value is named at once; a change that is not saved is asked about."""
    path = tmp_path / "config.toml"
    path.write_text(commented(), "utf-8")
    app = SettingsApp(path)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        text = app.screen.query_one(TextArea)
        text.text = "bell = 3\n"
        await pilot.press("ctrl+s")
        await says(pilot, "bell should be true or false")
        text.text = "bell = false\n"
        await pilot.press("escape")
        await says(pilot, "Not saved yet")
        await pilot.press("ctrl+s")
        await says(pilot, "Saved")
        await pilot.press("escape")
    assert load_config(path).bell is False
    assert app.return_value == 0


async def test_a_disk_that_refuses_is_said_and_the_words_stay(tmp_path: Path) -> None:
    """Where the file cannot be written, the page says why and keeps what was typed."""
    path = tmp_path / "gone" / "config.toml"
    path.parent.mkdir()
    path.write_text("bell = true\n", "utf-8")
    app = SettingsApp(path)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        text = app.screen.query_one(TextArea)
        text.text = "bell = false\n"
        path.rename(tmp_path / "kept.toml")
        path.parent.rmdir()
        await pilot.press("ctrl+s")
        await says(pilot, "was not saved")
        assert text.text == "bell = false\n"
        app.exit(0)


@pytest.mark.parametrize(("value", "command"), [("nano -w", ["nano", "-w"]), ("", []), ("'", ["'"])])
def test_an_editor_is_only_what_somebody_named(value: str, command: list[str]) -> None:
    """VISUAL goes before EDITOR; where neither is set there is none, and never vi in front of a room."""
    assert named_editor({"EDITOR": value}) == command


async def test_a_sessions_file_is_edited_on_our_page_and_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an editor: no path on the page; what is no whole session is not saved; what is, is in the plan."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path) as driver:
        driver.app.edit_session()
        await driver.until("the page", lambda: bool(driver.app.screen.query(TextArea)))
        assert str(tmp_path) not in driver.text()
        text = driver.app.screen.query_one(TextArea)
        whole = text.text
        text.text = whole.replace("[end]", "")
        await driver.press("ctrl+s")
        await driver.sees(f"Not saved: {path.name}")
        keep_typed(path, path.read_bytes().replace(b"Ana Lopes", b"Ana Lima"), path.read_bytes(), SystemClock())
        text.text = whole.replace("Service blueprint", "Service plan")
        await driver.press("ctrl+s")
        await driver.sees("Saved, and merged into the plan.")
        await driver.press("escape")
        await driver.until("it is merged", lambda: driver.session.title.startswith("Service plan"))
        assert "Ana Lima" in driver.session.people


async def test_the_folder_is_shown_from_the_palette_or_said_not_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over ssh: one sentence with the folder's name, without its path."""
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    folder = tmp_path / "plans"
    folder.mkdir()
    async with driving(write(workshop(), folder)) as driver:
        await driver.press("ctrl+p")
        await driver.until("the palette", lambda: bool(driver.app.screen.query(OptionList)))
        await driver.type("open the folder")
        await driver.until("it is found", lambda: "clock.toggle" not in driver.text())
        await driver.press("enter")
        await driver.sees("Over ssh no folder can be shown; it is plans.")
        assert str(tmp_path) not in driver.text()
