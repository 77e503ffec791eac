"""Exports taken in by the programs that they are for, where those are installed."""

import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from needs import need_program, need_tool

from flipchart.domain.session import Session
from flipchart.exchange.report_list import read_report_rows, take_report_rows
from flipchart.exchange.view import View
from flipchart.exchange.writers import csv, html, ics, taskwarrior, todo_txt
from flipchart.exchange.writers.html import Publishing
from flipchart.exchange.writers.selection import ALL, Selection
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
    return Session.of({"format": 1, "id": "h", "title": "<script>0</script>", "created": NOW, "steps": steps})


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


def refused(folder: Path, lines: str) -> str:
    """Hand Taskwarrior a file that it refuses, and return what it says."""
    with pytest.raises(subprocess.CalledProcessError) as caught:
        task(folder, "import", "-", stdin=lines)
    return str(caught.value.stderr)


def tasks_there(folder: Path) -> dict[str, Any]:
    """The tasks by their words; no seal among them."""
    rows = json.loads(task(folder, "export"))
    tasks = [it for it in rows if it.get("project") != taskwarrior.SEAL]
    # Urgency grows with every second.
    return {it["description"]: {key: it[key] for key in it if key != "urgency"} for it in tasks}


def updated(folder: Path, session: Session) -> tuple[str, tuple[str, ...]]:
    """The file that brings a session's changes to the tasks there, and what is said of it."""
    return taskwarrior.merged(session, VIEW, ALL, taskwarrior.read_export(task(folder, "export").encode()))


def test_taskwarrior_takes_a_plan_in_once(tmp_path: Path) -> None:
    """As it was sent; a step that was done meanwhile is completed there by the next update, which is for once too."""
    need_program("task", "taskwarrior")
    session = decode((WORKED / "library.toml").read_bytes(), name="library", made=NOW)
    lines = taskwarrior.write(session, VIEW)
    task(tmp_path, "import", "-", stdin=lines)
    kept = {it["uuid"]: it for it in json.loads(task(tmp_path, "export"))}
    sent = {it["uuid"]: it for it in map(json.loads, lines.splitlines()) if it["project"] != taskwarrior.SEAL}
    assert len(kept) == len(sent) + len({step.owner for step in session.steps})
    for name, it in sent.items():
        assert {key: kept[name].get(key) for key in ("status", "description", "project", "end")} == {
            key: it.get(key) for key in ("status", "description", "project", "end")
        }
        # This machine is in UTC; each takes the day as its own.
        assert kept[name].get("due") == (f"{it['due']}Z" if "due" in it else None)
    assert updated(tmp_path, session) == ("", ())
    step = next(it for it in session.steps if it.live)
    done = step.revise(state="done", finished=dt.date(2026, 11, 24))
    later = session.revise(steps=tuple(done if it is step else it for it in session.steps))
    text, _ = updated(tmp_path, later)
    assert text.count("\n") == 3
    task(tmp_path, "import", "-", stdin=text)
    assert json.loads(task(tmp_path, "count", "status:completed")) == 1 + sum(
        it.state == "done" for it in session.steps
    )
    assert "recurring" in refused(tmp_path, text)
    assert updated(tmp_path, later) == ("", ())


def test_taskwarrior_takes_the_files_of_two_owners(tmp_path: Path) -> None:
    """Each once; then that of everybody is refused, as it would open again what they did."""
    need_program("task", "taskwarrior")
    steps = [{"id": "1", "text": "Draft", "state": "open", "owner": "Ana Lopes"},
             {"id": "2", "text": "Paint", "state": "open", "owner": "Bo"},
             {"id": "3", "text": "Sing", "state": "open"}]  # fmt: skip
    session = Session.of({"format": 1, "id": "s", "title": "Ward", "created": NOW, "steps": steps})
    ana, bo = (taskwarrior.write(session, VIEW, Selection(owner=name)) for name in ("ana", "bo"))
    other = tmp_path / "other"
    other.mkdir()
    task(other, "import", "-", stdin=bo)
    refused(other, taskwarrior.write(session, VIEW))
    assert len(json.loads(task(other, "export"))) == 2, "the seals before the one that stops it are not kept"
    task(tmp_path, "import", "-", stdin=ana)
    task(tmp_path, tasks_there(tmp_path)["Draft"]["uuid"], "done")
    task(tmp_path, "import", "-", stdin=bo)
    before = tasks_there(tmp_path)
    assert {words: it["status"] for words, it in before.items()} == {"Draft": "completed", "Paint": "pending"}
    for again in (
        ana,
        bo,
        taskwarrior.write(session, VIEW),
        taskwarrior.write(session, VIEW, Selection(open_only=True)),
    ):
        assert refused(tmp_path, again) == "You cannot remove the due date from a recurring task.\n"
        assert tasks_there(tmp_path) == before
    task(tmp_path, "import", "-", stdin=updated(tmp_path, session)[0])
    assert {words: it["status"] for words, it in tasks_there(tmp_path).items()} == {
        "Draft": "completed", "Paint": "pending", "Sing": "pending",
    }  # fmt: skip
    refused(tmp_path, taskwarrior.write(session, VIEW))


def test_taskwarrior_keeps_what_people_did_there(tmp_path: Path) -> None:
    """The same file again, or a newer plain one, changes nothing; an update keeps what people did."""
    need_program("task", "taskwarrior")
    steps = [{"id": "1", "text": "Draft", "state": "open", "due": dt.date(2026, 12, 4), "after": ["2"]},
             {"id": "2", "text": "Paint", "state": "open"}]  # fmt: skip
    session = Session.of({"format": 1, "id": "s", "title": "Ward", "created": NOW, "steps": steps})
    lines = taskwarrior.write(session, VIEW)
    task(tmp_path, "import", "-", stdin=lines)
    uuids = {words: it["uuid"] for words, it in tasks_there(tmp_path).items()}
    task(tmp_path, uuids["Draft"], "modify", "priority:H", "+home", "wait:2027-01-01")
    task(tmp_path, uuids["Draft"], "annotate", "rang them")
    task(tmp_path, uuids["Paint"], "done")
    before = tasks_there(tmp_path)
    moved = session.revise(steps=(session.steps[0].revise(due=dt.date(2026, 12, 11)), session.steps[1]))
    for again in (lines, taskwarrior.write(moved, VIEW)):
        assert refused(tmp_path, again) == "You cannot remove the due date from a recurring task.\n"
        assert tasks_there(tmp_path) == before
    text, said = updated(tmp_path, moved)
    assert said == ("“Paint” is completed in Taskwarrior and open here.",)
    task(tmp_path, "import", "-", stdin=text)
    task(tmp_path, uuids["Draft"], "annotate", "and wrote")
    # The update as well is for once.
    refused(tmp_path, text)
    now = tasks_there(tmp_path)
    assert now["Paint"]["status"] == "completed"
    draft = now["Draft"]
    assert (draft["due"], draft["priority"], draft["tags"], draft["wait"][:8]) == (
        "20261211T235959Z", "H", ["home"], "20270101",
    )  # fmt: skip
    assert [it["description"] for it in draft["annotations"]] == ["rang them", "and wrote"]
    assert draft["depends"] == [uuids["Paint"]]
    assert json.loads(task(tmp_path, "count", "status:pending", "or", "status:waiting")) == 1
    late = View(NOW.replace(year=2199), VIEW.local)  # Paint was done there on the day of the real clock
    answer = take_report_rows(session, read_report_rows(task(tmp_path, "export").encode(), "", session, late), late)
    assert [(it.kind, it.said.text) for it in answer.rows if it.say] == [("taken", "Paint")]


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
    session = Session.of({"format": 1, "id": "s", "title": "Ward", "created": NOW, "next_check": at, "steps": steps})
    later = session.revise(steps=(
        session.steps[0].revise(due=dt.date(2026, 12, 5), moves=1), session.steps[1].revise(state="done"),
    ))  # fmt: skip
    file = tmp_path / "plan.ics"
    for plan in (session, later):
        file.write_bytes(ics.write(plan, VIEW).encode())
        khal(tmp_path, "import", "--batch", "-a", "plan", str(file))
    answer = khal(tmp_path, "list", "--format", "{start}|{title}|{status}", "--day-format", "", "2026-12-01", "10d")
    assert [line for line in answer.splitlines() if line.strip()] == [
        "2026-12-02 10:00|Next check: Ward|CONFIRMED ", "2026-12-03|Paint|CANCELLED ", "2026-12-05|Draft|CONFIRMED ",
    ]  # fmt: skip


def test_taskwarrior_takes_any_words(tmp_path: Path) -> None:
    """What looks like a filter, an attribute or a command stays the description."""
    need_program("task", "taskwarrior")
    lines = taskwarrior.write(hostile(), VIEW)
    task(tmp_path, "import", "-", stdin=lines)
    kept = {it["uuid"]: it["description"] for it in json.loads(task(tmp_path, "export"))}
    assert kept == {it["uuid"]: it["description"] for it in map(json.loads, lines.splitlines())}


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


def small_plan() -> Session:
    """Two steps of two people, one of them under an improvement with votes, and a budget."""
    steps = [{"id": "1", "text": "Draft, then *ask*", "state": "open", "owner": "Ana Lopes", "improvement": "i",
              "due": dt.date(2026, 12, 4)},
             {"id": "2", "text": "Paint", "state": "done", "finished": dt.date(2026, 11, 24),
              "improvement": "i"}]  # fmt: skip
    needs = [{"id": "r", "text": "Paint", "status": "need", "steps": ["2"], "amount": 120.5, "currency": "EUR"}]
    votes = [{"id": "i", "text": "Café", "votes": 5}]
    whole = {"format": 1, "id": "s", "title": "Ward 5", "created": NOW, "steps": steps}
    return Session.of(whole | {"resources": needs, "improvements": votes})


def came_back(session: Session, data: bytes, suffix: str = "") -> list[tuple[str, str]]:
    """What a list that a program wrote makes of the steps: which are done now, and whether a row was left."""
    late = View(NOW.replace(year=2199), VIEW.local)  # whatever day the program calls today
    taken = take_report_rows(session, read_report_rows(data, suffix, session, late), late)
    return [(it.kind, it.step.text if it.step else it.said.text) for it in taken.rows if it.kind != "known"]


def test_topydo_ticks_what_comes_back(tmp_path: Path) -> None:
    """It lists the open step with its date, and what it moves to done.txt is a report of that step."""
    program, session = need_tool("topydo"), small_plan()
    (tmp_path / "todo.txt").write_text(todo_txt.write(session, VIEW), encoding="utf-8")

    def topydo(*args: str) -> str:
        files = ("-c", str(tmp_path / "none"), "-t", str(tmp_path / "todo.txt"), "-d", str(tmp_path / "done.txt"))
        place = {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
        done = subprocess.run([program, *files, *args], capture_output=True, text=True, check=True, timeout=60,
                              env=place, encoding="utf-8")  # fmt: skip
        return done.stdout

    line = "2026-11-24 Draft, then *ask* +Ward-5 @Ana-Lopes due:2026-12-04"
    assert topydo("ls", "due:2026-12-04").strip() == f"|1| {line}"
    topydo("do", "1")
    done = (tmp_path / "done.txt").read_bytes()
    assert any(it.startswith("x ") and it.endswith(line) for it in done.decode().splitlines())
    assert came_back(session, done, ".txt") == [("taken", "Draft, then *ask*")]


def test_todoman_ticks_what_comes_back(tmp_path: Path) -> None:
    """Of our events it lists none and says nothing against them; a to-do ticked in it is a report of its step."""
    program, session = need_tool("todo"), small_plan()
    lists = tmp_path / "lists" / "plan"
    lists.mkdir(parents=True)
    (tmp_path / "config.py").write_text(
        f'path = "{lists.parent}/*"\ndefault_list = "plan"\ncache_path = "{tmp_path / "cache"}"\n', encoding="utf-8"
    )

    def todo(*args: str) -> str:
        done = subprocess.run([program, "--config", str(tmp_path / "config.py"), *args], capture_output=True,
                              text=True, check=True, timeout=60, encoding="utf-8",
                              env={"HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"})  # fmt: skip
        return done.stdout + done.stderr

    (lists / "ours.ics").write_bytes(ics.write(session, VIEW).encode())
    assert todo("list").strip() == ""
    todo("new", "Draft, then *ask*")
    todo("done", "1")
    (written,) = (it for it in lists.glob("*.ics") if it.name != "ours.ics")
    assert "STATUS:COMPLETED" in written.read_text("utf-8")
    assert came_back(session, written.read_bytes(), ".ics") == [("taken", "Draft, then *ask*")]


def test_pandas_adds_up_what_the_table_says(tmp_path: Path) -> None:
    """Dates read as dates and a column of numbers adds up, each counted once; what it writes comes back."""
    python, session = need_tool("python"), small_plan()
    (tmp_path / "plan.csv").write_bytes(csv.write(session, VIEW).encode())
    script = """
import sys, pandas
table = pandas.read_csv(sys.argv[1], parse_dates=["Due", "Finished"])
due = table["Due"].dt.strftime("%a %d %b").tolist()
print(len(table), int(table["Votes"].sum()), due[0], table["Step"][0], sep="|")
table.loc[0, "Status"] = "done"
table.to_csv(sys.argv[2], index=False)
"""
    done = subprocess.run([python, "-c", script, str(tmp_path / "plan.csv"), str(tmp_path / "ticked.csv")],
                          capture_output=True, text=True, check=True, timeout=60, encoding="utf-8")  # fmt: skip
    assert done.stdout == "2|5|Fri 04 Dec|Draft, then *ask*\n"
    assert came_back(session, (tmp_path / "ticked.csv").read_bytes(), ".csv") == [("taken", "Draft, then *ask*")]
