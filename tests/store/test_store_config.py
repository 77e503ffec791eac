"""The settings: what is wrong is named and ignored, never fatal."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from flipchart.store.config import Config, load_config

WHOLE = """
sessions_dir = "~/plans"
theme = "room-light"
date_order = "mdy"
seconds = "last"
bell = false
ascii = true
motion = false
[keys]
park = "l,p"
stage.next = "n"
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    """As the page on the interface names them; dotted ids of actions too."""
    (tmp_path / "config.toml").write_text(WHOLE)
    assert replace(load_config(tmp_path / "config.toml"), named=frozenset()) == Config(
        sessions_dir=Path.home() / "plans",
        theme="room-light",
        date_order="mdy",
        seconds="last",
        bell=False,
        ascii=True,
        motion=False,
        keys={"park": "l,p", "stage.next": "n"},
    )


def test_without_a_file_everything_is_as_usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty file is no file; `FLIPCHART_CONFIG` says where it is."""
    assert load_config(tmp_path / "none.toml") == Config()
    (tmp_path / "empty.toml").write_text("\n")
    assert load_config(tmp_path / "empty.toml") == Config()
    (tmp_path / "config.toml").write_text("bell = false")
    monkeypatch.setenv("FLIPCHART_CONFIG", str(tmp_path))
    assert not load_config().bell


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("bel = false", "config.toml: bel is not a setting and is ignored; did you mean bell?"),
        ('bell = "no"', "config.toml: bell should be true or false; the default is used."),
        ("bell = 0", "config.toml: bell should be true or false; the default is used."),
        ('date_order = "ymd"', 'config.toml: date_order should be "dmy" or "mdy"; the default is used.'),
        ("seconds = 5", 'config.toml: seconds should be "auto", "always" or "last"; the default is used.'),
        ('sessions_dir = " "', "config.toml: sessions_dir should be a folder, in quotes; the default is used."),
        ('theme = ""', "config.toml: theme should be the name of a theme, in quotes; the default is used."),
        ("keys = 1", 'config.toml: keys should be a table: [keys] and then lines such as park = "l".'),
        ("[keys]\npark = 1", "config.toml: [keys] park should be keys in quotes; the default stays."),
        ('"\\u001b[2J" = 1', "config.toml: [2J is not a setting and is ignored."),
    ],
)
def test_what_is_wrong_is_named_and_ignored(tmp_path: Path, line: str, problem: str) -> None:
    """The other settings count."""
    (tmp_path / "config.toml").write_text(f"motion = false\n{line}\n")
    config = load_config(tmp_path / "config.toml")
    assert replace(config, named=frozenset()) == Config(motion=False, problems=(problem,))


def test_a_file_that_cannot_be_read_means_the_defaults(tmp_path: Path) -> None:
    """With the sentence that says why."""
    (tmp_path / "config.toml").write_text("bell = ")
    config = load_config(tmp_path / "config.toml")
    assert replace(config, named=frozenset()) == Config(problems=config.problems)
    assert "config.toml, line 1" in config.problems[0] and config.problems[0].endswith("The defaults are used.")


def test_the_home_of_somebody_unknown_is_no_crash(tmp_path: Path) -> None:
    """As in the shell it is then a folder of that very name."""
    (tmp_path / "config.toml").write_text('sessions_dir = "~nobody-of-that-name/x"')
    assert load_config(tmp_path / "config.toml").sessions_dir == Path("~nobody-of-that-name/x")
