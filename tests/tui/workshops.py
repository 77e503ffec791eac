"""Sessions to open in tests: a clinic's workshop before its start, and one as long and as crowded as it may be."""

import datetime as dt
from pathlib import Path

from driver import TEN

from flipchart.domain.agenda import Run
from flipchart.domain.commands.agenda import StartStage
from flipchart.domain.plan import Improvement, Step
from flipchart.domain.session import Session
from flipchart.exchange.templates.agenda_template import agenda_of, load_template, run_of
from flipchart.ids import CountedIds
from flipchart.store.codec import encode

PEOPLE = ("Ana Lopes", "Bea", "Chen Wei")
IMPROVEMENTS = ("Faster triage", "Shorten onboarding", "Book interpreters before the day", "Parking signs")


def workshop(
    people: tuple[str, ...] = PEOPLE,
    improvements: tuple[str, ...] = IMPROVEMENTS,
    ends_by: dt.datetime | None = None,
    agenda: str = "action-planning",
) -> Session:
    """A workshop of an agenda, else the default one, that has not started."""
    ids = CountedIds("s")
    template = load_template(agenda)
    run: Run = run_of(template, agenda, ids, ends_by=ends_by)
    return Session(
        format=1, id="clinic01", title="Service blueprint: outpatient clinic", group="Clinic service team",
        created=TEN, people=people,
        improvements=tuple(Improvement(id=f"i{n}", text=text) for n, text in enumerate(improvements, 1)),
        runs=(run,), stages=agenda_of(template, run, ids),
    )  # fmt: skip


STEPS = (
    Step(id="t1", text="Agree one-page checklist with HR", state="open", improvement="i1"),
    Step(id="t2", text="Book a room for the supplier clinic", state="open", improvement="i1"),
    Step(id="t3", text="Draft the escalation path", state="open", improvement="i2"),
)


def with_steps(session: Session, steps: tuple[Step, ...] = STEPS) -> Session:
    """The same with steps."""
    return session.revise(steps=steps)


NINETY = "Walk the new escalation path with night shift, pharmacy and reception before the next {:>7}"
NAMES = tuple(f"{first} {last}" for first, last in zip(
    ("Aleksandra", "Bartholomew", "Concepcion", "Dominique", "Eleftheria", "Ferdinand", "Guillermina", "Hyacinth",
     "Immaculata", "Jean-Baptiste", "Kwabena", "Lakshmi"),
    ("Papadopoulos-Lindqvist", "van der Westhuizen", "Rodriguez-Villanueva", "Featherstonehaugh", "Konstantinidis",
     "Schwarzenberger", "Montesinos-Arroyo", "Okonkwo-Hutchinson", "Mbeki-Johansson", "de la Rochefoucauld",
     "Asante-Bonsu", "Venkataraghavan"), strict=True,
))  # fmt: skip


def crowded() -> Session:
    """Fourteen steps of ninety characters, twelve long names, long improvements, a parking lot."""
    steps = tuple(
        Step(
            id=f"t{n}", text=NINETY.format(f"{n:02} Nov."), state="open", improvement=f"i{n % 3 + 1}",
            owner=NAMES[n % 12] if n % 3 else None, due=dt.date(2026, 12, n + 1) if n % 2 else None,
        )
        for n in range(14)
    )  # fmt: skip
    long = tuple(f"{text}, for every patient and on every weekday, also in winter" for text in IMPROVEMENTS[:3])
    return with_steps(workshop(NAMES, long), steps)


def write(session: Session, folder: Path, name: str = "clinic.toml") -> Path:
    """Write a session file and return where it is."""
    path = folder / name
    path.write_bytes(encode(session))
    return path


def begun(kind: str = "define") -> Session:
    """A workshop that has been in a stage since ten o'clock, with three steps."""
    session = with_steps(workshop())
    stage = next(it for it in session.stages if it.kind == kind)
    return StartStage(session.runs[0].id, stage.id, TEN).apply(session)
