"""The plan as one page that stands alone: for paper, a phone and a shared folder; no script, no outside address.

jinja2 escapes every word by itself (autoescape), and is imported on this path only.
"""

import base64
import datetime as dt
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from msgspec import Struct

from flipchart.domain.plan import Improvement, Step
from flipchart.domain.saying import STATES, counted
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.codes import codes
from flipchart.exchange.writers.markup import PLAIN
from flipchart.exchange.writers.page_pictures import pictures, time_line
from flipchart.exchange.writers.sections import after_sections
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.step_words import PlanWords, figures, when_words, who_words

GENERATOR = '<meta name="generator" content="Flipchart">'
"""The text by which a page of ours is told from any other file."""

SIGNS = {"open": "○", "doing": "◐", "blocked": "■", "done": "✓", "dropped": "✕"}


class Publishing(Struct, frozen=True):
    """How a page that is rewritten during a session behaves.

    It reloads itself after `seconds`; with `over` it no longer does, since it is not rewritten any more.
    """

    seconds: int = 15
    over: bool = False


def write(session: Session, view: View, selection: Selection = ALL, publishing: Publishing | None = None) -> str:
    """Return the page. The facilitator's script and the private notes are not for others and stay out."""
    chosen = selection.of(session)
    return rendered(
        "page.html.jinja",
        view,
        title=chosen.title, session=chosen, publishing=publishing, figures=figures(chosen, view.today, shamed=False),
        second=f"{view.local(view.now):%S}", about=_about(chosen, view), promises=_promises(chosen, view),
        blocks=_blocks(chosen, view), line=time_line(chosen, view), pictures=pictures(chosen, view),
        sections=list(after_sections(chosen, view, PLAIN)), people=", ".join(chosen.people),
        check=_check(chosen, view), codes=codes(chosen, view),
    )  # fmt: skip


def rendered(name: str, view: View, **values: object) -> str:
    """Return a page after a template of ours, with our style and the policy that allows no other."""
    style = _read("page.css")
    now = view.now.astimezone(dt.UTC).isoformat(timespec="seconds")
    about = {"style": style, "policy": _policy(style), "generator": GENERATOR, "now": now}
    return _template(name).render(**about, at=view.full_moment(view.now), **values)


class StepRow(Struct, frozen=True):
    """A step as the page shows it."""

    text: str
    who: str
    when: str
    state: str
    sign: str
    late: bool
    details: tuple[str, ...]
    note: str


class Block(Struct, frozen=True):
    """An improvement with what belongs to it, or the steps of none; `first_below` where the line is above it."""

    title: str
    number: int | None
    votes: str
    first_below: bool
    note: str
    about: tuple[str, ...]
    milestones: tuple[str, ...]
    steps: tuple[StepRow, ...]


def _policy(style: str) -> str:
    """Nothing may be loaded or run, and no style but this one be used, whatever got into the page (CSP level 3)."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _read(name: str) -> str:
    return files("flipchart.exchange.writers").joinpath("page", name).read_text("utf-8")


@cache
def _template(name: str) -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        loader=FunctionLoader(_read),
    )  # fmt: skip
    return environment.get_template(name)


def _about(session: Session, view: View) -> str:
    words = [session.group or "", view.full_day(view.local(session.created).date())]
    words += [f"facilitated by {session.facilitator}"] if session.facilitator else []
    return " · ".join(word for word in words if word)


def _check(session: Session, view: View) -> str:
    if session.check_day is None:
        return ""
    at = f" at {session.check_at:%H:%M}" if session.check_at else ""
    caller = f", called by {session.next_caller}" if session.next_caller else ""
    return f"Next check {view.full_day(session.check_day)}{at}{caller}"


def _promises(session: Session, view: View) -> tuple[StepRow, ...]:
    words = PlanWords(session, view, PLAIN)
    live = sorted((it for it in session.steps if it.live), key=lambda it: it.due or dt.date.max)
    done = [it for it in session.steps if it.state == "done"]
    return tuple(_row(step, words, view) for step in (*live, *done))


def _row(step: Step, words: PlanWords, view: View) -> StepRow:
    gone = step.state == "dropped"
    reason = (step.reason,) if gone and step.reason else ()
    return StepRow(
        text=step.text, who="" if gone and not step.owner else who_words(step, PLAIN),
        when=STATES["dropped"] if gone else when_words(step, view), state=step.state, sign=SIGNS[step.state],
        late=step.late(view.today), note=step.note or "",
        details=(*reason, *words.details(step, shamed=False)),
    )  # fmt: skip


def _blocks(session: Session, view: View) -> tuple[Block, ...]:
    words = PlanWords(session, view, PLAIN)
    above = session.above_line()
    below = [it for it in session.improvements if it.live and it.below_line]
    found = [_block(item, number, words, view) for number, item in enumerate(above, start=1)]
    loose = tuple(_row(step, words, view) for step in words.steps_of(None))
    found += [Block("Other steps", None, "", False, "", (), (), loose)] if loose else []
    return (*found, *(_block(item, None, words, view, first=item is below[0]) for item in below))


def _block(item: Improvement, number: int | None, words: PlanWords, view: View, *, first: bool = False) -> Block:
    votes = counted(item.votes, "vote") if item.votes is not None else ""
    steps = tuple(_row(step, words, view) for step in words.steps_of(item.id))
    about, milestones = tuple(words.about(item)), tuple(words.milestones(item.id))
    return Block(item.text, number, votes, first, item.note or "", about, milestones, steps)
