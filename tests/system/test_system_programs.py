"""Exports taken in by the programs that they are for, where those are installed."""

import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest
from needs import need_program

from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers import html, ics, taskwarrior
from flipchart.exchange.writers.html import Publishing
from flipchart.exchange.writers.selection import ALL
from flipchart.store.codec import decode
from strategies import HOSTILE

pytestmark = pytest.mark.system

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
VIEW = View(NOW, lambda instant: instant.astimezone(dt.UTC))
WORKED = Path(__file__).parents[2] / "sessions"


def hostile() -> Session:
    """A session with every hostile text as a step, an owner and a note of its own."""
    words = [it for it in HOSTILE if it.strip()]
    steps = [
        {"id": f"s{i}", "text": text, "state": "open", "owner": text, "note": text, "due": dt.date(2026, 12, 1)}
        for i, text in enumerate(words)
    ]
    return Session.model_validate(
        {"format": 1, "id": "h", "title": "<script>0</script>", "created": NOW, "steps": steps}
    )


def task(folder: Path, *args: str, stdin: str = "") -> str:
    """Call Taskwarrior with a list of its own, and return what it writes."""
    place = {"TASKRC": str(folder / "rc"), "TASKDATA": str(folder), "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    place |= {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
    (folder / "rc").write_text("confirmation=off\nverbose=nothing\njson.array=on\n", encoding="utf-8")
    done = subprocess.run(
        ["task", *args],
        input=stdin,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=place,
        encoding="utf-8",
    )
    return done.stdout


def test_taskwarrior_takes_a_plan_in_once(tmp_path: Path) -> None:
    """Imported twice it is there once; a step that was done meanwhile is completed there by the next import."""
    need_program("task", "taskwarrior")
    session = decode((WORKED / "library.toml").read_bytes(), name="library", made=NOW)
    lines = taskwarrior.write(session, VIEW)
    for _ in range(2):
        task(tmp_path, "import", "-", stdin=lines)
    kept = {it["uuid"]: it for it in json.loads(task(tmp_path, "export"))}
    sent = {it["uuid"]: it for it in map(json.loads, lines.splitlines())}
    assert kept.keys() == sent.keys()
    for name, it in sent.items():
        assert {key: kept[name].get(key) for key in ("status", "description", "project", "end")} == {
            key: it.get(key) for key in ("status", "description", "project", "end")
        }
        # This machine is in UTC; each takes the day as its own.
        assert kept[name].get("due") == (f"{it['due']}Z" if "due" in it else None)
    step = next(it for it in session.steps if it.live)
    done = step.revise(state="done", finished=dt.date(2026, 11, 24))
    later = session.revise(steps=tuple(done if it is step else it for it in session.steps))
    task(tmp_path, "import", "-", stdin=taskwarrior.write(later, VIEW))
    assert json.loads(task(tmp_path, "count", "status:completed")) == 1 + sum(
        it.state == "done" for it in session.steps
    )


def test_taskwarrior_keeps_what_people_did_there(tmp_path: Path) -> None:
    """Completed there stays completed; a priority, a tag, a wait and words of one's own outlive the next import."""
    need_program("task", "taskwarrior")
    steps = [{"id": "1", "text": "Draft", "state": "open", "due": dt.date(2026, 12, 4), "after": ["2"]},
             {"id": "2", "text": "Paint", "state": "open"}]  # fmt: skip
    session = Session.model_validate({"format": 1, "id": "s", "title": "Ward", "created": NOW, "steps": steps})
    task(tmp_path, "import", "-", stdin=taskwarrior.write(session, VIEW))
    uuids = {it["description"]: it["uuid"] for it in json.loads(task(tmp_path, "export"))}
    task(tmp_path, uuids["Draft"], "modify", "priority:H", "+home", "wait:2027-01-01")
    task(tmp_path, uuids["Draft"], "annotate", "rang them")
    task(tmp_path, uuids["Paint"], "done")
    moved = session.revise(steps=(session.steps[0].revise(due=dt.date(2026, 12, 11)), session.steps[1]))
    there = taskwarrior.read_export(task(tmp_path, "export").encode())
    text, said = taskwarrior.merged(moved, VIEW, ALL, there)
    assert said == ("“Paint” is completed in Taskwarrior and open here.",)
    task(tmp_path, "import", "-", stdin=text)
    now = {it["description"]: it for it in json.loads(task(tmp_path, "export"))}
    assert now["Paint"]["status"] == "completed"
    draft = now["Draft"]
    assert (draft["due"], draft["priority"], draft["tags"], draft["wait"][:8]) == (
        "20261211T235959Z", "H", ["home"], "20270101",
    )  # fmt: skip
    assert [it["description"] for it in draft["annotations"]] == ["rang them"]
    assert draft["depends"] == [uuids["Paint"]]


def khal(folder: Path, *args: str) -> str:
    """Call khal with a calendar of its own, and return what it prints."""
    (folder / "events").mkdir(exist_ok=True)
    (folder / "config").write_text(
        f"[calendars]\n[[plan]]\npath = {folder / 'events'}\n[locale]\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "timeformat = %H:%M\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n",
        encoding="utf-8",
    )
    place = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(folder)}
    done = subprocess.run(["khal", "-c", str(folder / "config"), *args], capture_output=True, text=True, check=True,
                          timeout=60, env=place, encoding="utf-8")  # fmt: skip
    return done.stdout


def test_khal_moves_and_cancels_what_it_took_in(tmp_path: Path) -> None:
    """A second file moves the event, cancels the done one, and doubles nothing; the check has its hour."""
    need_program("khal", "khal")
    steps = [{"id": "1", "text": "Draft", "state": "open", "due": dt.date(2026, 12, 4)},
             {"id": "2", "text": "Paint", "state": "open", "due": dt.date(2026, 12, 3)}]  # fmt: skip
    at = dt.datetime(2026, 12, 2, 10, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    session = Session.model_validate(
        {"format": 1, "id": "s", "title": "Ward", "created": NOW, "next_check": at, "steps": steps}
    )
    later = session.revise(steps=(
        session.steps[0].revise(due=dt.date(2026, 12, 5), moves=1), session.steps[1].revise(state="done"),
    ))  # fmt: skip
    file = tmp_path / "plan.ics"
    for plan in (session, later):
        file.write_bytes(ics.write(plan, VIEW).encode())
        khal(tmp_path, "import", "--batch", "-a", "plan", str(file))
    told = khal(tmp_path, "list", "--format", "{start}|{title}|{status}", "--day-format", "", "2026-12-01", "10d")
    assert [line for line in told.splitlines() if line.strip()] == [
        "2026-12-02 10:00|Next check: Ward|CONFIRMED ", "2026-12-03|Paint|CANCELLED ", "2026-12-05|Draft|CONFIRMED ",
    ]  # fmt: skip


def test_taskwarrior_takes_any_words(tmp_path: Path) -> None:
    """What looks like a filter, an attribute or a command stays the description."""
    need_program("task", "taskwarrior")
    lines = taskwarrior.write(hostile(), VIEW)
    task(tmp_path, "import", "-", stdin=lines)
    kept = sorted(it["description"] for it in json.loads(task(tmp_path, "export")))
    assert kept == sorted(json.loads(line)["description"] for line in lines.splitlines())


def test_a_browser_runs_and_loads_nothing(tmp_path: Path) -> None:
    """The page of hostile words has them as text in a real browser, with the style that its policy allows."""
    need_program("chromium", "chromium")
    page = tmp_path / "plan.html"
    page.write_text(html.write(hostile(), VIEW, publishing=Publishing()), encoding="utf-8")
    done = subprocess.run(
        [
            "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
            "--enable-logging=stderr", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, check=True, timeout=120, encoding="utf-8",
    )  # fmt: skip
    assert "<h1>&lt;script&gt;0&lt;/script&gt;</h1>" in done.stdout
    assert "<script" not in done.stdout
    assert "Refused" not in done.stderr
    assert "Content Security Policy" not in done.stderr


def test_vdirsyncer_takes_each_event_once(tmp_path: Path) -> None:
    """A file of many events becomes an item each; the next file changes them and adds none."""
    need_program("vdirsyncer", "vdirsyncer")
    session = decode((WORKED / "library.toml").read_bytes(), name="library", made=NOW)
    (tmp_path / "items").mkdir()
    (tmp_path / "conf").write_text(
        f'[general]\nstatus_path = "{tmp_path / "status"}"\n[pair p]\na = "file"\nb = "items"\ncollections = null\n'
        f'[storage file]\ntype = "singlefile"\npath = "{tmp_path / "plan.ics"}"\n'
        f'[storage items]\ntype = "filesystem"\npath = "{tmp_path / "items"}"\nfileext = ".ics"\n',
        encoding="utf-8",
    )
    live = next(it for it in session.steps if it.live)
    over = live.revise(state="done", finished=dt.date(2026, 11, 24))
    later = session.revise(steps=tuple(over if it is live else it for it in session.steps))
    counts = []
    for plan in (session, later):
        text = ics.write(plan, VIEW)
        (tmp_path / "plan.ics").write_bytes(text.encode())
        for verb in ("discover", "sync"):
            subprocess.run(
                ["vdirsyncer", "-c", str(tmp_path / "conf"), verb], input="y\n" * 9, text=True, check=True,
                capture_output=True, timeout=60, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
            )  # fmt: skip
        items = [it.read_text("utf-8") for it in (tmp_path / "items").iterdir()]
        counts.append((len(items), sum("STATUS:CANCELLED" in it for it in items)))
        assert len(items) == text.count("BEGIN:VEVENT")
    assert counts[1] == (counts[0][0], counts[0][1] + 1)
