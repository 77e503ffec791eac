"""The plan as a page for others, kept while a session is driven."""

import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from unittest import mock

import pytest
from driver import TEN, Driver, context, driving
from msgspec.structs import replace
from workshops import workshop

from flipchart.clock import ManualClock
from flipchart.domain.errors import ExchangeError
from flipchart.exchange.view import View
from flipchart.exchange.writers.html import write
from flipchart.service import publisher
from flipchart.service.publisher import Publisher, check_place
from flipchart.store.codec import encode


@asynccontextmanager
async def publishes(folder: Path, page: Path) -> AsyncIterator[Driver]:
    """Drive a workshop whose plan is published to `page`."""
    path = folder / "clinic.toml"
    path.write_bytes(encode(workshop()))
    clock = ManualClock(TEN)
    async with driving(path, clock=clock, made=replace(context(folder, clock), publish=page)) as driver:
        yield driver


async def until_on_page(driver: Driver, page: Path, words: str) -> None:
    """Wait until the page holds some words."""
    await driver.until(f"the page has {words!r}", lambda: page.exists() and words in page.read_text("utf-8"))


async def test_every_change_is_on_the_page(tmp_path: Path) -> None:
    """Before the first key it is there; a step, an undo and the end of it follow; the last page says it is one."""
    page = tmp_path / "shared" / "plan.html"
    page.parent.mkdir()
    (tmp_path / ".clinic.private.toml").write_text('[notes]\ni1 = "Ana is leaving"\n', encoding="utf-8")
    async with publishes(tmp_path, page) as driver:
        await driver.sees("The plan is kept as a page in plan.html")
        await until_on_page(driver, page, "Shorten onboarding")
        assert "This page looks for news every 15 seconds." in page.read_text("utf-8")
        await driver.press("space", "n", "n", "a")
        await driver.write("Draft the form @Bea >fri")
        await until_on_page(driver, page, "Draft the form")
        await driver.press("escape", "u")
        await driver.until("gone", lambda: "Draft the form" not in page.read_text("utf-8"))
        await driver.saved()
        assert "Ana is leaving" not in page.read_text("utf-8")
    assert "This page changes no more." in page.read_text("utf-8")
    assert [it.name for it in page.parent.iterdir()] == ["plan.html"]


async def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """The run goes on, the plan is saved, and the page comes when its folder is there again."""
    page = tmp_path / "shared" / "plan.html"
    async with publishes(tmp_path, page) as driver:
        await driver.until("told", lambda: driver.app.notice.startswith("Not published: "))
        assert "\n" not in driver.app.notice
        await driver.press("space", "n", "n", "a")
        await driver.write("Draft the form")
        await driver.saved()
        page.parent.mkdir()
        await driver.write("Test it")
        await until_on_page(driver, page, "Test it")
        await driver.until("told", lambda: driver.app.notice == "Published again.")


async def test_a_disk_that_never_answers_holds_up_nothing(tmp_path: Path) -> None:
    """Keys are taken and the plan is saved while the page waits for its disk."""
    page, answers, asked = tmp_path / "plan.html", threading.Event(), threading.Event()

    def stuck(path: Path, data: bytes) -> None:
        asked.set()
        answers.wait()

    with mock.patch.object(publisher, "replace_durably", stuck):
        async with publishes(tmp_path, page) as driver:
            await driver.until("the page is being written", asked.is_set)
            await driver.press("space", "n", "n", "a")
            await driver.write("Draft the form")
            await driver.saved()
            assert "Draft the form" in (tmp_path / "clinic.toml").read_text("utf-8")
            answers.set()


def test_a_disk_that_never_answers_holds_up_no_end(tmp_path: Path) -> None:
    """Closing waits only as long as it is told."""
    answers = threading.Event()
    with mock.patch.object(publisher, "replace_durably", lambda _path, _data: answers.wait()):
        page_publisher = Publisher(tmp_path / "plan.html", ManualClock(TEN), every=None)
        page_publisher.put(workshop())
        assert not page_publisher.close(0.01)
        answers.set()


def test_the_page_is_written_again_though_nothing_changes(tmp_path: Path) -> None:
    """Its age tells that somebody is there."""
    page, clock = tmp_path / "plan.html", ManualClock(TEN)
    page_publisher = Publisher(page, clock, every=0.01)
    page_publisher.put(workshop())
    assert page_publisher.flush(20.0)
    clock.advance(75)
    again = threading.Event()
    while "10:01:15" not in page.read_text("utf-8"):
        assert not again.wait(0.01)
    assert page_publisher.close(20.0)
    assert "This page changes no more." in page.read_text("utf-8")


UMASK = os.umask(0o022)
os.umask(UMASK)


def test_others_may_read_a_new_page_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    """As far as the folder lets them in and the user's umask allows; a mode that somebody chose stays."""
    for name, folder, mode, after in (
        ("new.html", 0o755, None, 0o644), ("group.html", 0o750, None, 0o640), ("shut.html", 0o700, None, 0o600),
        ("old.html", 0o700, 0o640, 0o640),
    ):  # fmt: skip
        page = tmp_path / name
        tmp_path.chmod(folder)
        if mode is not None:
            page.write_text(write_page(), encoding="utf-8")
            page.chmod(mode)
        page_publisher = Publisher(page, ManualClock(TEN), every=None)
        page_publisher.put(workshop())
        assert page_publisher.close(20.0)
        assert page.stat().st_mode & 0o777 == after & ~UMASK


def write_page() -> str:
    """A page of ours."""
    return write(workshop(), View.of(ManualClock(TEN)))


def test_only_a_page_of_ours_is_written_over(tmp_path: Path) -> None:
    """A session, somebody's own page and a folder stay as they are; an empty file and our page may be taken."""
    session = tmp_path / "clinic.toml"
    session.write_bytes(encode(workshop()))
    other = tmp_path / "index.html"
    other.write_text("<!DOCTYPE html><title>Mine</title>", encoding="utf-8")
    for place in (session, other, tmp_path):
        with pytest.raises(ExchangeError, match="is no page of Flipchart; name another file"):
            check_place(place)
    with pytest.raises(ExchangeError, match="There is no folder"):
        check_place(tmp_path / "nowhere" / "plan.html")
    (tmp_path / "empty.html").touch()
    ours = tmp_path / "ours.html"
    ours.write_text(write_page(), encoding="utf-8")
    for place in (tmp_path / "empty.html", ours, tmp_path / "new.html"):
        check_place(place)
