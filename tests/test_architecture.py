"""The walls of the house, seen from outside: what a command may not drag in, and how large a file may grow."""

import ast
import contextlib
import inspect
import re
import subprocess
import sys
import textwrap
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from textual.widgets import Input, TextArea

import flipchart

SOURCE = Path(flipchart.__file__).parent
CORE = [
    *sorted(path for room in ("domain", "store", "exchange", "service") for path in (SOURCE / room).rglob("*.py")),
    *(SOURCE / name for name in ("clock.py", "ids.py")),
]


def imported_by(code: str) -> set[str]:
    """The top names of all modules that a fresh interpreter has after running `code`."""
    answer = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.__stdout__)"
    command = [sys.executable, "-c", f"{code}\n{answer}"]
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


@cache
def nodes(path: Path) -> list[ast.AST]:
    """What a file is made of that these tests look at: what it imports, and its functions."""
    kinds = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef
    return [it for it in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(it, kinds)]


def test_files_stay_small() -> None:
    """No source file is longer than 400 lines: one that wants to be holds two things."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert not {str(path): length for path, length in lengths.items() if length > 400}


def test_functions_stay_small() -> None:
    """No function of more than 35 lines, its head and its docstring counted."""
    long = [
        f"{path.relative_to(SOURCE)}:{it.lineno} {it.name}"
        for path in SOURCE.rglob("*.py")
        for it in nodes(path)
        if isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef) and (it.end_lineno or 0) - it.lineno >= 35
    ]
    assert long == []


STILL_THERE = (
    "tui.screens.conflicts", "tui.screens.gaps", "tui.screens.group", "tui.screens.home", "tui.screens.home_view",
    "tui.screens.list_screen", "tui.screens.new_session", "tui.screens.new_session_offers",
    "tui.screens.new_session_view", "tui.screens.recovery", "tui.screens.room_check",
)  # fmt: skip
"""Modules whose own imports still close a circle, because they know the app's type; this list may only shrink."""


def imports(module: str, path: Path, names: Collection[str]) -> Iterator[str]:
    """The modules of `names` that a file imports, for its types alone and inside of functions too."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports by dots"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from (whole & set(names)) or ({str(node.module)} & set(names))


def circles(graph: Mapping[str, Collection[str]]) -> list[list[str]]:
    """The sets of modules that import each other round and round (strongly connected, by Tarjan 1972)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in graph[node]:
            if other not in order:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == order[node]:
            at = stack.index(node)
            found.append(sorted(stack[at:]))
            del stack[at:]

    for node in graph:
        if node not in order:
            visit(node)
    return [circle for circle in found if len(circle) > 1]


def module_graph() -> dict[str, set[str]]:
    """What each module of the house imports of it."""
    paths = {
        ".".join(("flipchart", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in SOURCE.rglob("*.py")
    }
    return {name: set(imports(name, path, paths)) - {name} for name, path in paths.items()}


def test_no_circles() -> None:
    """No file imports itself over others; type-only imports and those inside of functions count as all do."""
    allowed = {f"flipchart.{name}" for name in STILL_THERE}
    graph = {name: () if name in allowed else others for name, others in module_graph().items()}
    assert circles(graph) == []


def test_a_circle_is_found() -> None:
    """The search itself: a ring of three beside a module that only looks into it."""
    ring = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert circles(ring) == [["a", "b", "c"]]
    assert circles({"a": {"b"}, "b": set()}) == []


def test_no_function_is_given_a_screen_of_a_session_or_the_app() -> None:
    """What is done comes back as an Outcome: only a screen's own class changes it."""
    owned = {"SessionScreen", "RoomScreen", "DeskScreen", "SessionApp", "FlipchartApp"}
    given = [
        f"{path.name}:{node.lineno} {node.name}"
        for path in (SOURCE / "tui").rglob("*.py") if f"tui.screens.{path.stem}" not in STILL_THERE
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if argument.annotation is not None and owned & set(re.findall(r"\w+", ast.unparse(argument.annotation)))
    ]  # fmt: skip
    assert given == []


def private_names(*kinds: type) -> set[str]:
    """What classes and their bases keep to themselves; `_on_key` and the like are Textual's public way to handle."""
    names = {name for kind in kinds for name in dir(kind)}
    for base in {base for kind in kinds for base in kind.__mro__} - {object}:
        with contextlib.suppress(TypeError, OSError):
            tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
            names |= {it.attr for it in ast.walk(tree) if isinstance(it, ast.Attribute)}
    return {name for name in names if name.startswith("_") and not name.startswith(("__", "_on_"))}


def test_private_names_of_textual_stand_in_one_place() -> None:
    """Used or overridden: one file for the app, beside the driver of a terminal and what measures its cells."""
    private = private_names(App, Screen, Input, TextArea, CommandPalette, CommandList, Stylesheet)
    apart = ("tui/textual_private.py", "tui/terminal/driver.py", "tui/terminal/cells.py")
    found = []
    for path in (SOURCE / "tui").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        imported = [it for it in ast.walk(tree) if isinstance(it, ast.ImportFrom)]
        own = {
            it.name for part in ast.walk(tree) if isinstance(part, ast.ClassDef) for it in part.body
            if isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef)
        }  # fmt: skip
        textual = [it for it in imported if str(it.module).startswith(("textual", "rich"))]
        if not textual or path.relative_to(SOURCE).as_posix() in apart:
            continue
        hidden = [it.module for it in textual if "._" in str(it.module) or any(n.name[0] == "_" for n in it.names)]
        used = {it.attr for it in ast.walk(tree) if isinstance(it, ast.Attribute) and ast.unparse(it.value) != "os"}
        found += [f"{path.relative_to(SOURCE)}: {it}" for it in (*hidden, *sorted((used | own) & private))]
    assert found == []
