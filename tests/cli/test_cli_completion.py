"""The completion scripts, tried by the shells that are there."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cli_help import Desk

from flipchart.cli.completion import script


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script(shell: str, tmp_path: Path) -> None:
    """It names every command, and the shell itself finds no fault in it."""
    done = Desk(tmp_path).call("completion", shell)
    assert done.code == 0
    assert "follow-up" in done.out
    if found := shutil.which(shell):
        check = subprocess.run([found, "-n"], input=done.out, text=True, capture_output=True, check=False)
        assert (check.returncode, check.stderr) == (0, "")


def test_bash_completes_commands_options_and_sessions(tmp_path: Path) -> None:
    """Asked as bash asks it: the words that fit what was typed so far."""
    (tmp_path / "flipchart").write_text("#!/bin/sh\nprintf 'last\\nclinic\\n'\n")
    (tmp_path / "flipchart").chmod(0o755)
    ask = f"""
PATH={tmp_path}:$PATH
{script("bash")}
complete_words() {{
  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _shtab_flipchart; echo "${{COMPREPLY[@]}}"
}}
complete_words flipchart fol
complete_words flipchart export x --to ht
complete_words flipchart show cl
"""
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=False, cwd=tmp_path)
    follow, form, session = done.stdout.splitlines()
    assert follow.split() == ["follow-up"]
    assert form.split() == ["html"]
    assert "clinic" in session.split()


def test_the_words_that_the_script_asks_for(tmp_path: Path) -> None:
    """Titles, the names of files where two titles are the same, and templates; never a private session."""
    desk = Desk(tmp_path)
    desk.file()
    desk.file('title = "Coaching"\nprivate = true\n', "coaching")
    assert desk.call("completion", "--words", "sessions").out.splitlines() == ["last", "Outpatient clinic"]
    desk.file(name="again")
    assert set(desk.call("completion", "--words", "sessions").out.splitlines()) == {"last", "clinic", "again"}
    assert "coaching" in desk.call("completion", "--words", "templates").out.split()
