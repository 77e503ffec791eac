"""The clock as scripts see it: every checked example of the design, told of a file by `show --json --as-of`."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import tomli
from cli_help import Desk

from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.session import Session
from flipchart.store.codec import encode

VECTORS = tomli.loads((Path(__file__).parent.parent / "data" / "clock.toml").read_text("utf-8"))["case"]


def session(case: dict[str, Any]) -> Session:
    """A session whose one run is that of an example."""
    run = Run(id="r", kind="workshop", planned_start=case.get("planned_start"), ends_by=case.get("ends_by"))
    return Session(
        format=1, id="vector", title="Vector", created=dt.datetime(2026, 11, 18, tzinfo=dt.UTC), runs=(run,),
        stages=tuple(Stage(run="r", kind=it["id"], title=it["id"], **it) for it in case["stages"]),
        timing=tuple(Timing(run="r", **it) for it in case["events"]),
    )  # fmt: skip


def utc(at: dt.datetime) -> str:
    """An instant as JSON has it."""
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_a_file_is_told_as_the_examples_say(case: dict[str, Any], tmp_path: Path) -> None:
    """Written to a file and read by the command, each example gives exactly what it says."""
    desk = Desk(tmp_path)
    desk.file(encode(session(case)).decode(), "vector")
    clock = json.loads(desk.call("show", "vector", "--json", "--as-of", utc(case["now"])).out)["clock"]
    expect = case["expect"]
    answer = {name: clock[name] for name in ("run", "stage", "phase", "behind", "ends_at", "planned_end")}
    assert answer == {
        "run": "r", "stage": expect.get("stage"), "phase": expect.get("phase"), "behind": expect["behind"],
        "ends_at": utc(expect["ends_at"]), "planned_end": utc(expect["planned_end"]),
    }  # fmt: skip
    stages = {it["id"]: {key: it[key] for key in ("state", "spent", "remaining")} for it in clock["stages"]}
    assert stages == expect["stages"]
