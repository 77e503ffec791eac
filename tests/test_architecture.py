"""The walls of the house, seen from outside: what a command may not drag in, and how large a file may grow."""

import subprocess
import sys
from pathlib import Path

import pytest

import flipchart

SOURCE = Path(flipchart.__file__).parent
CORE = [
    *sorted(path for room in ("domain", "store", "exchange", "service") for path in (SOURCE / room).rglob("*.py")),
    *(SOURCE / name for name in ("clock.py", "ids.py")),
]


def imported_by(code: str) -> set[str]:
    """The top names of all modules that a fresh interpreter has after running `code`."""
    told = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.__stdout__)"
    command = [sys.executable, "-c", f"{code}\n{told}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")[-2].split())


def test_the_core_imports_no_screen() -> None:
    """Importing every module of the core, in a fresh interpreter, brings neither Textual nor Rich along."""
    names = [".".join(("flipchart", *path.relative_to(SOURCE).with_suffix("").parts)) for path in CORE]
    modules = [name.removesuffix(".__init__") for name in names]
    assert not imported_by(f"import {', '.join(modules)}") & {"textual", "rich"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["when", "fri"],
        ["list"],
        ["--version"],
        ["show", "nothing"],
        ["check", "x"],
        ["due"],
        ["due", "--ics"],
        ["group", "x"],
    ],
)
def test_a_command_that_opens_no_screen_imports_no_textual(arguments: list[str], tmp_path: Path) -> None:
    """`flipchart when`, `list`, `show` and `check` answer without importing Textual."""
    code = (
        "import sys, os; from flipchart.__main__ import main\n"
        f"os.environ['FLIPCHART_DIR'] = {str(tmp_path)!r}\n"
        f"sys.argv = ['flipchart', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )
    assert "textual" not in imported_by(code)


def test_files_stay_small() -> None:
    """No source file is longer than 400 lines: one that wants to be holds two things."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert not {str(path): length for path, length in lengths.items() if length > 400}
