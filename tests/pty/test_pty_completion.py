"""Completion in the shells that are there, with their tab key: commands, options, formats, templates, titles."""

import shutil
import sys
from pathlib import Path

import pytest
from place import PROGRAM, Place
from terminal import Terminal

from flipchart.cli.completion import script

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty

START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
LOAD = {
    "bash": "bind 'set enable-bracketed-paste off'; PS1='> '; . ./completion.bash",
    "zsh": "unsetopt zle_bracketed_paste; PS1='> '; fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D",
    "fish": "function fish_prompt; echo '> '; end; source completion.fish",
}
TYPED = {
    "flipchart foll": "flipchart follow-up",
    "flipchart export last --to ht": "flipchart export last --to html",
    "flipchart new X --templ": "flipchart new X --template",
    "flipchart new X --template coac": "flipchart new X --template coaching",
    "flipchart show Serv": r"flipchart show Service\ blueprint",
    r"flipchart export service\ b": r"flipchart export Service\ blueprint",
    'flipchart watch "Serv': 'flipchart watch "Service blueprint',
}


@pytest.mark.parametrize("shell", START)
def test_tab_completes(shell: str, tmp_path: Path) -> None:
    """What is typed is completed to the one thing that it can be; a title with the blank in it made safe."""
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    place = Place(tmp_path)
    place.under_way()
    shim = tmp_path / "bin" / "flipchart"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec {" ".join(PROGRAM)} "$@"\n')
    shim.chmod(0o755)
    (tmp_path / ("_flipchart" if shell == "zsh" else f"completion.{shell}")).write_text(script(shell))
    env = place.env | {"PATH": f"{shim.parent}:{place.env['PATH']}"}
    go = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', str(tmp_path), *START[shell]]
    with Terminal(go, env, (100, 40)) as terminal:
        terminal.settle()
        terminal.send(f"{LOAD[shell]}\r".encode())
        terminal.send(b"clear; echo rea''dy\r")
        terminal.wait("ready")
        for typed, completed in TYPED.items():
            terminal.send(f"{typed}\t".encode())
            terminal.wait(completed)
            terminal.send(b"\x15")
