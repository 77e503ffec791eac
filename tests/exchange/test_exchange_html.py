"""The page that stands alone, read back with the parser of the standard library."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from exchange_help import NOW, VIEW, at, full, on, plan
from hypothesis import given
from hypothesis import strategies as st

from flipchart.domain.session import Session
from flipchart.exchange.writers.html import Publishing, write
from flipchart.exchange.writers.page_pictures import Axis, pictures
from flipchart.exchange.writers.selection import Selection
from strategies import HOSTILE, sessions

ALONE = frozenset({"meta", "line", "rect", "path", "circle"})
"""Elements without an end."""
TAGS = ALONE | frozenset({
    "html", "head", "title", "style", "body", "header", "main", "section", "article", "h1", "h2", "h3", "p",
    "b", "small", "span", "time", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "svg", "text",
    "figure", "figcaption", "div",
})  # fmt: skip
ATTRIBUTES = frozenset({
    "lang", "charset", "http-equiv", "content", "name", "class", "scope", "aria-hidden", "datetime",
    "viewbox", "preserveaspectratio", "focusable", "x", "x1", "x2", "y", "y1", "y2", "width", "height",
    "d", "cx", "cy", "r", "fill", "fill-opacity", "text-anchor",
})  # fmt: skip


class Page(HTMLParser):
    """What a browser would find in a page: its elements, their attributes and the text between them."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.meta: list[dict[str, str | None]] = []
        self.texts: list[str] = []
        self.style = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what it is, and that it has to end."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.meta += [dict(attrs)] if tag == "meta" else []
        self.open += [] if tag in ALONE else [tag]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Lines and bars end where they begin."""
        assert tag in ALONE
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Everything ends in its turn."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        """There is none."""
        raise AssertionError(data)

    @property
    def words(self) -> str:
        """All text on one line."""
        return " ".join(" ".join(self.texts).split())


def equivalents(page: Page) -> dict[str, str]:
    """What the page tells the browser in the place of headers."""
    return {str(it["http-equiv"]): str(it["content"]) for it in page.meta if "http-equiv" in it}


def alone(page: Page) -> None:
    """Fail unless the page is made of harmless parts, all of them closed, and loads nothing."""
    assert page.open == []
    assert page.tags <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    assert not re.search(r"url\(|@import|expression", page.style)
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert equivalents(page)["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_a_page_stands_alone() -> None:
    """No script, no address, nothing to load, and a policy that would refuse it; the style is the one it allows."""
    source = write(full(), VIEW)
    alone(Page(source))
    assert "http:" not in source
    assert "https:" not in source
    assert "<!DOCTYPE html>" in source


@given(sessions())
def test_any_session_makes_a_page(session: Session) -> None:
    """Whatever is in a session, its page is whole and made of the same harmless parts."""
    page = Page(write(session, VIEW))
    alone(page)
    assert " ".join(session.title.split()) in page.words


@given(text=st.sampled_from([it for it in HOSTILE if it.strip()]))
def test_hostile_words_are_words(text: str) -> None:
    """Markup, entities and quotes stand on the page as they were typed, in every field that it shows."""
    step = {"id": "s", "text": text, "state": "open", "owner": text, "due": on(20), "note": text, "roadblock": text,
            "improvement": "i", "first_step": text, "done_when": text, "helpers": [text]}  # fmt: skip
    goal = {"id": "g", "text": text, "measure": text, "baseline": 1, "target": 2, "unit": text}
    session = plan(
        title=text, group=text, facilitator=text, purpose=text, behaviour=text, people=[text], next_check=on(20),
        next_caller=text, improvements=[{"id": "i", "text": text, "note": text, "area": text}], steps=[step],
        milestones=[{"id": "m", "improvement": "i", "text": text, "due": on(25)}], goals=[goal],
        parked=[{"id": "p", "text": text}], notes=[{"id": "n", "at": NOW, "kind": "note", "text": text}],
    )  # fmt: skip
    page = Page(write(session, VIEW))
    alone(page)
    assert page.words.count(" ".join(text.split())) >= 20


def test_who_what_when_and_the_figures_come_first() -> None:
    """Promises by their day, then what is done; figures with their fractions; the next check with its caller."""
    steps = [
        {"id": "1", "text": "Third", "state": "open"},
        {"id": "2", "text": "Second", "state": "doing", "owner": "Bo", "due": on(20)},
        {"id": "3", "text": "First", "state": "open", "owner": "Ana", "helpers": ["Bo"], "due": on(11)},
        {"id": "4", "text": "Fourth", "state": "done", "owner": "Cy", "finished": on(12)},
    ]
    words = Page(write(plan(steps=steps, next_check=on(2, 12), next_caller="Ana"), VIEW)).words
    assert words.startswith(
        "Blueprint Blueprint Wed 18 Nov 2026 As it stood on Wed 18 Nov 2026 10:00 . "
        "Next check Wed 2 Dec 2026, called by Ana "
        "1 of 4 done (25 %) 2 of 3 open have an owner 2 of 3 a date Who does what by when Who What When "
        "Ana with Bo ○ First was due Wed 11 Nov 2026 Bo ◐ Second by Fri 20 Nov 2026, under way "
        "nobody yet ○ Third no date yet Cy ✓ Fourth done Thu 12 Nov 2026"
    )


def test_the_line_of_time_and_the_bars() -> None:
    """Dots lie between the first day and the last, today among them; bars are as long as their share."""
    steps = [
        {
            "id": "1",
            "text": "One",
            "state": "done",
            "finished": on(8),
            "due": on(8),
            "first_due": on(8),
            "improvement": "i",
        },
        {"id": "2", "text": "Two", "state": "open", "due": on(28), "first_due": on(13), "improvement": "i"},
    ]
    source = write(plan(steps=steps, improvements=[{"id": "i", "text": "Signs"}], created=at(9).replace(day=2)), VIEW)
    assert 'class="now" x1="500.0"' in source
    assert 'class="dot" x1="10.0"' in source
    assert 'class="dot" x1="990.0"' in source
    assert 'class="fill" x="0" y="0" width="500.0"' in source


def test_a_page_shames_nobody() -> None:
    """How things go is told of the plan and its improvements, not of owners, and not how often dates slipped."""
    report = {"id": "r", "step": "1", "on": on(17), "state": "open", "due": on(27)}
    step = {"id": "1", "text": "One", "state": "open", "owner": "Ana", "due": on(27), "first_due": on(13), "moves": 1}
    waved = [{"gap": "two_slips", "item": "1"}]
    session = plan(steps=[step], reports=[report], waved=waved, created=at(9).replace(day=2))
    source = write(session, VIEW)
    words = Page(source).words
    assert "How it gets on" in words
    for shame in ("passed", "late", "slip", "first promised", "First promised", "changed", "Ana: "):
        assert shame not in words
    assert source.count('class="dot"') == 1


def test_a_published_page_says_how_old_it_is_and_looks_for_news() -> None:
    """With its second, and by itself; after the end it does neither, and says so."""
    page = Page(write(plan(), VIEW, publishing=Publishing(20)))
    assert equivalents(page)["refresh"] == "20"
    assert "As it stood on Wed 18 Nov 2026 10:00:00 . This page looks for news every 20 seconds." in page.words
    last = Page(write(plan(), VIEW, publishing=Publishing(20, over=True)))
    assert "refresh" not in equivalents(last)
    assert "when the screen was closed. This page changes no more." in last.words
    assert "refresh" not in equivalents(Page(write(plan(), VIEW)))


def test_flags_and_the_line_show() -> None:
    """What is private says so; what is below the line stands below it; dropped improvements are gone."""
    session = plan(
        private=True,
        improvements=[
            {"id": "b", "text": "Beneath", "below_line": True}, {"id": "d", "text": "Deeper", "below_line": True},
            {"id": "c", "text": "Gone", "dropped": True},
        ],
    )  # fmt: skip
    words = Page(write(session, VIEW)).words
    assert "marked as private" in words
    assert words.count("Below the line") == 1
    assert words.index("Below the line") < words.index("Beneath") < words.index("Deeper")
    assert "Gone" not in words


def test_a_dropped_step_stays_with_its_reason() -> None:
    """A decision not to do something is part of the plan; nobody is asked for its owner or its day."""
    steps = [{"id": "1", "text": "Old idea", "state": "dropped", "reason": "too dear"}]
    words = Page(write(plan(steps=steps), VIEW)).words
    assert "✕ Old idea dropped too dear" in words
    assert "nobody yet" not in words


def test_the_script_stays_with_the_facilitator() -> None:
    """What is said and watched for is not for the page."""
    source = write(full(), VIEW)
    assert not [words for words in ("Say words", "Watch words", "Sign words", "Response words") if words in source]


def test_a_page_of_one_persons_open_steps() -> None:
    """The selection holds for the page too."""
    steps = [
        {"id": "1", "text": "Mine", "state": "open", "owner": "Ana Lopes"},
        {"id": "2", "text": "Over", "state": "done", "owner": "Ana Lopes"},
        {"id": "3", "text": "Theirs", "state": "open", "owner": "Bo"},
    ]
    words = Page(write(plan(steps=steps), VIEW, Selection(open_only=True, owner="ana"))).words
    assert [it in words for it in ("Mine", "Over", "Theirs")] == [True, False, False]


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    whole = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(whole[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("place", [0, 1, 2], ids=["light", "dark", "print"])
def test_every_text_has_the_contrast_of_the_room(place: int) -> None:
    """7:1 or better on the ground and on the chips, in both schemes and on paper."""
    style = Page(write(plan(), VIEW)).style
    found = [dict(re.findall(r"--([a-z]+): (#[0-9a-f]+)", it)) for it in re.findall(r":root \{[^}]*\}", style)]
    colours = found[0] | found[place]
    for text in ("ink", "quiet", "late", "ok"):
        for ground in ("ground", "chip"):
            light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 7, (text, ground)


def test_a_line_over_time_goes_in_steps() -> None:
    """Days lie by their distance; a value holds until the next day; where nothing is known there is a gap."""
    axis = Axis([on(1), on(11), on(21)], 1)
    assert [axis.x(on(day)) for day in (1, 11, 21)] == [58, 235, 412]
    assert [axis.y(value) for value in (0, 0.5, 1)] == [150, 81, 12]
    path, area = axis.steps([(on(1), 0.0), (on(6), 0.5), (on(11), None), (on(16), None), (on(21), 1.0)])
    assert path == "M58.0 150.0H146.5V81.0H235.0V81.0 M412.0 12.0"
    assert area == "M58.0 150.0H146.5V81.0H235.0V81.0V150H58.0Z M412.0 12.0V150H412.0Z"
    assert axis.steps([(on(1), None)]) == ("", "")
    assert [(it.x, it.label, it.anchor) for it in Axis([on(1), on(30)], 1).days(VIEW)] == [
        (58, "Sun 1 Nov", "start"), (228.9, "Sun 15 Nov", "middle"), (412, "Mon 30 Nov", "end"),
    ]  # fmt: skip
    assert [it.label for it in Axis([on(1), on(9)], 1).days(VIEW)] == ["Sun 1 Nov", "Mon 9 Nov"]
    assert [it.label for it in Axis([on(1)], 1).days(VIEW)] == ["Sun 1 Nov"]
    assert Axis([on(1)], 0).y(0) == 150


def test_pictures_have_a_sentence_and_a_table() -> None:
    """Done of two on the 9th and of all on the 17th; open at the week's end; a goal on its way, with its target."""
    steps = [
        {"id": id, "text": id, "state": "done", "finished": on(day), "due": on(13)}
        for id, day in (("a", 9), ("b", 17))
    ]
    goal = {"id": "g", "text": "Quiet", "unit": "calls", "baseline": 20, "target": 5, "by": on(30)}
    measured = [{"goal": "g", "on": on(day), "value": value} for day, value in ((9, 18), (16, 11))]
    bare = {"id": "h", "text": "Later", "target": 3}
    above = {"id": "n", "text": "Below zero", "baseline": -3, "target": 2}
    more = [{"goal": "n", "on": on(16), "value": -1}]
    session = plan(
        created=at(9).replace(day=2), steps=steps, goals=[goal, bare, above], measurements=[*measured, *more]
    )
    found = {it.title: it for it in pictures(session, VIEW)}
    done = found["Done"]
    assert [(it.label, it.value) for it in done.bars] == [
        ("Mon 2 Nov", "0 of 2 · 0 %"),
        ("Wed 18 Nov", "2 of 2 · 100 %"),
    ]
    assert done.curve is not None
    assert [it.label for it in done.curve.rules] == ["0 %", "50 %", "100 %"]
    assert (done.curve.today, done.words) == (412, "2 of 2 steps are done (100 %); it was 0 of 2 on Mon 2 Nov.")
    quiet = found["Quiet"].curve
    assert quiet is not None
    # From the 9th to the 30th are 21 days: the 16th is a third of the way, today, the 18th, 9 of 21.
    assert quiet.dots == ((58, 25.8), (176, 74.1))
    assert quiet.today == 209.7
    assert [(it.label, it.name) for it in quiet.rules] == [("20", "baseline"), ("5", "target"), ("0", "")]
    assert found["Later"].curve is None
    below = found["Below zero"].curve
    assert below is not None
    assert [it.label for it in below.rules] == ["-3", "2", "0"]
    page = Page(write(session, VIEW))
    assert "Day Done Mon 2 Nov 0 of 2 · 0 %" in page.words
    assert page.tags >= {"path", "circle", "text"}
