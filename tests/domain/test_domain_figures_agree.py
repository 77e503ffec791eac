"""Whoever tells a figure of a plan tells the same: JSON, text, page, home and the screens, over five plans."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from plans import nov
from test_domain_five_plans import BETWEEN, FRESH, HALF_WAY, LEAP_DAY, OVER, OVER_NEW_YEAR, day, feb, figures

from flipchart.cli.frame.main import main
from flipchart.domain.plan import Step
from flipchart.domain.portfolio import summarise
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers import html, plain
from flipchart.exchange.writers.markup import TextStyle
from flipchart.store.codec import encode
from flipchart.tui.stages.close import leave_with
from flipchart.tui.text.chart import Chart
from flipchart.tui.text.pictures import Drawing, pictures

PLANS = [
    pytest.param(FRESH, nov(18), id="fresh"), pytest.param(HALF_WAY, nov(25), id="half way"),
    pytest.param(OVER_NEW_YEAR, day(2, 3), id="over new year"), pytest.param(LEAP_DAY, feb(30), id="1 March"),
    pytest.param(LEAP_DAY, feb(29), id="29 February"), pytest.param(OVER, nov(18), id="over"),
    pytest.param(BETWEEN, nov(18), id="between"),
]  # fmt: skip
"""Each with the day on which its figures were worked out by hand; that they come out is proved there."""


def by_hand(session: Session, today: dt.date) -> dict[str, Any]:
    """What `show --json` must say: the figures that test_domain_five_plans holds to the hand, as numbers."""
    worked = figures(session, today)
    steps, done, dropped, live, late, without_owner, without_date, slips, _ = map(int, worked["counts"].split())
    assert live == steps - done - dropped
    return {
        "steps": steps, "done": done, "dropped": dropped, "late": late, "without_owner": without_owner,
        "without_date": without_date, "completion": quotient(worked["completion"]),
        "on_time": quotient(worked["on_time"]), "slips": slips,
    }  # fmt: skip


def quotient(words: str) -> float | None:
    """Turn "2 of 5" into 0.4, and "no data" into None."""
    if words == "no data":
        return None
    part, whole = words.split(" of ")
    return int(part) / int(whole)


def view(today: dt.date) -> View:
    """Noon of a day."""
    return View(dt.datetime.combine(today, dt.time(12), dt.UTC), lambda instant: instant.astimezone(dt.UTC))


@pytest.mark.parametrize(("session", "today"), PLANS)
def test_show_json_as_of_the_day_says_what_was_worked_out(
    session: Session, today: dt.date, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Read from its file by the command, on whatever day it really is."""
    path = tmp_path / "plan.toml"
    path.write_bytes(encode(session))
    # The session that took a step along lies beside it; without it the step would count here.
    taken = Step(id="x", text="What went on", state="open", carried_from=f"{session.id}/b")
    beside = Session(format=1, id="next", title="Next", created=session.created, steps=(taken,))
    (tmp_path / "next.toml").write_bytes(encode(beside))
    assert main(("show", str(path), "--json", "--as-of", today.isoformat())) == 0
    assert json.loads(capfdbinary.readouterr().out)["counts"] == by_hand(session, today)


@pytest.mark.parametrize(("session", "today"), PLANS)
def test_text_page_home_and_screens_agree(session: Session, today: dt.date) -> None:
    """The fraction of what is done is the same in the plan as text, in the HTML page, at home and on the screens."""
    worked, counted = figures(session, today), by_hand(session, today)
    done = worked["completion"]
    assert f"{done} done" in plain.write(session, view(today), TextStyle(100))
    assert f"{done} done" in html.write(session, view(today))
    summary = summarise(session, view(today).now, today)
    assert (summary.done, summary.steps, summary.dropped, summary.late) == (
        counted["done"], counted["steps"], counted["dropped"], counted["late"],
    )  # fmt: skip
    live = counted["steps"] - counted["done"] - counted["dropped"]
    carried = sum(step.carried_to is not None for step in session.steps)
    on = [f"{carried} carried on"] if carried else []
    closing = [", ".join([f"{done} done", *on])] if counted["done"] else on
    closing += [f"{live - counted['without_owner']} of {live} have an owner"] if live else []
    closing += [f"{live - counted['without_date']} of {live} a date"] if live else []
    assert leave_with(session, today) == " · ".join(closing)


@pytest.mark.parametrize(("session", "today"), PLANS)
def test_the_last_bar_of_each_picture_agrees(session: Session, today: dt.date) -> None:
    """What is drawn of today is what the figures say; owners and slips at the desk."""
    worked, counted = figures(session, today), by_hand(session, today)
    drawn = {it.title: it for it in pictures(session, today, Drawing(most=100, desk=True, numbers=True))}
    last = {title: getattr(picture.bars[-1], "value", "") for title, picture in drawn.items()}
    for picture in pictures(session, today, Drawing(most=100, desk=True)):
        for chart in picture.bars:
            if isinstance(chart, Chart) and not picture.title.startswith("Goal"):
                table = next(words for title, words in last.items() if title.startswith(picture.title))
                assert table.startswith(chart.last), picture.title
    assert last["Done"].startswith(worked["completion"])
    assert last["Done by the first date promised"].startswith(worked["on_time"])
    assert last["Still open at the end of each week"].startswith(worked["open_by_week"].rsplit(": ", 1)[1])
    assert last["Dates moved after they had passed"] == str(counted["slips"])
    for title, table in (("By improvement", "improvements"), ("By owner", "owners")):
        shown = {bar.label: bar.value for bar in drawn[title].bars} if title in drawn else {}  # type: ignore[attr-defined]
        assert set(shown) == set(worked[table])
        assert all(shown[name].startswith(fraction) for name, (fraction, _, _) in worked[table].items())
