"""The settings on a page of our own, for whoever has named no editor."""

from pathlib import Path

import pytest
from textual.widgets import Static, TextArea

from flipchart.store.config import commented, load_config
from flipchart.tui.screens.settings import SettingsApp, named_editor


async def test_the_page_saves_and_says_what_is_wrong(tmp_path: Path) -> None:
    """ctrl+s writes the file; a wrong value is named at once; a change that is not saved is asked about."""
    path = tmp_path / "config.toml"
    path.write_text(commented(), "utf-8")
    app = SettingsApp(path)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        text, message = app.screen.query_one(TextArea), app.screen.query_one("#message", Static)
        text.text = "bell = 3\n"
        await pilot.press("ctrl+s")
        assert "bell should be true or false" in str(message.content)
        text.text = "bell = false\n"
        await pilot.press("escape")
        assert "Not saved yet" in str(message.content)
        await pilot.press("ctrl+s")
        assert "Saved" in str(message.content)
        await pilot.press("escape")
    assert load_config(path).bell is False
    assert app.return_value == 0


@pytest.mark.parametrize(("value", "command"), [("nano -w", ["nano", "-w"]), ("", []), ("'", ["'"])])
def test_an_editor_is_only_what_somebody_named(
    value: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """VISUAL goes before EDITOR; where neither is set there is none, and never vi in front of a room."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", value)
    assert named_editor() == command
