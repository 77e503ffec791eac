"""What the index holds of a session, made from its file and read back as the models of the plan.

Apart from the index itself, since loading the models takes longer than reading an index in which nothing changed.
"""

import datetime as dt
import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, convert, defstruct
from msgspec.json import Encoder, decode
from msgspec.structs import replace

from flipchart.clock import Clock
from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.figures import reports_by_step
from flipchart.domain.follow_up import Report
from flipchart.domain.identity import marks, was_undone
from flipchart.domain.plan import Step
from flipchart.domain.promises import slips
from flipchart.domain.record import REQUIRED, Record, defaults, given
from flipchart.domain.session import Session
from flipchart.store.catalogue import Kept, kept_of, read_kept, without_copies
from flipchart.store.errors import StoreError
from flipchart.store.files import hash_of, read_bytes, stamp_of
from flipchart.store.index_cache import Row

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TOGETHER = 300
"""How many files it takes for several processes to read them."""
PART = 12
"""How many files a process reads before it hands them on; what is read of them fits into a pipe."""

_BRIEF = ("format", "id", "title", "created", "group", "next_check", "private")
_LEFT_OUT = ("challenges", "prompt", "say", "watch")
_TIMES: Mapping[str, type[Record]] = {"runs": Run, "stages": Stage, "timing": Timing}
_STEP = (
    "id", "text", "state", "improvement", "owner", "helpers", "due", "hoped", "first_due", "answer", "finished",
    "reason", "moves", "carried_from", "carried_to",
)  # fmt: skip
_KEYS: Mapping[type[Record], Sequence[str]] = {
    Session: _BRIEF,
    Step: _STEP,
    **{model: [key for key in defaults(model) if key not in _LEFT_OUT] for model in _TIMES.values()},
}
"""What the index holds of each kind of record."""


def _short(model: type[Record]) -> tuple[type[Struct], Callable[[Record], tuple[Any, ...]]]:
    """Return a record without what the index does not hold, and what takes its values from one."""
    usual, keys = defaults(model), _KEYS[model]
    fields = [key if usual[key] is REQUIRED else (key, Any, usual[key]) for key in keys]
    return defstruct("Short", fields, omit_defaults=True), attrgetter(*keys)


_shorts = {model: _short(model) for model in _KEYS}
_encoder = Encoder()


class Entry(Struct, frozen=True):
    """A session as the index holds it, a row for the file and one for each step; or why it has none."""

    name: str
    file: Row = ()
    steps: Sequence[Row] = ()
    private: bool = False
    problem: str = ""


def entries(folder: Path, names: Sequence[str], clock: Clock) -> Iterator[Entry]:
    """Yield the entries of these files, in their order; many are read by several processes where that helps."""
    work = partial(_entry, folder, clock=clock)
    count = min(cores(), 8)
    if len(names) < TOGETHER or count == 1:
        yield from map(work, names)
        return
    parts = [names[at : at + PART] for at in range(0, len(names), PART)]
    with ExitStack() as stack:
        pipes = [stack.enter_context(_process(work, parts[which::count])) for which in range(count)]
        for number, part in enumerate(parts):
            try:
                found = pipes[number % count].recv()
            except (EOFError, OSError):  # the process was ended, for its memory perhaps
                found = map(work, part)
            yield from found


@contextmanager
def _process(work: Callable[[str], Entry], parts: Sequence[Sequence[str]]) -> Iterator["Connection"]:
    """Start a process that reads files, part by part, as fast as what it read is taken from the pipe."""
    from multiprocessing import get_context  # noqa: PLC0415 - few folders are so large

    context = get_context("fork")
    taken, given = context.Pipe(duplex=False)
    process = context.Process(target=_read_all, args=(work, parts, given), daemon=True)
    process.start()
    given.close()
    try:
        with taken:
            yield taken
    finally:
        process.terminate()
        process.join()


def _read_all(work: Callable[[str], Entry], parts: Sequence[Sequence[str]], given: "Connection") -> None:
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for part in parts:
        given.send(list(map(work, part)))


def cores() -> int:
    """Return how many processes may read at once; one where the system does not split a process safely."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _entry(folder: Path, name: str, clock: Clock) -> Entry:
    path = folder / name
    stamp = stamp_of(path)
    try:
        data = read_bytes(path)
        kept = kept_of(path, data, clock)
    except StoreError as error:
        return Entry(name, problem=error.sentence)
    session = kept.session
    times = ",".join(f'"{key}":[{",".join(_texts(getattr(session, key)))}]' for key in _TIMES)
    (brief,) = _texts((session,))
    file = (os.fsencode(name), stamp, hash_of(data), session.id, kept.typed, brief, f"{{{times}}}")
    reports = reports_by_step(session)
    rows = zip(session.steps, _texts(session.steps), strict=True)
    return Entry(name, file, [_row(n, step, text, reports) for n, (step, text) in enumerate(rows)], session.private)


def _row(n: int, step: Step, text: str, reports: Mapping[str, Sequence[Report]]) -> Row:
    slipped = slips(step, reports[step.id]) if step.id in reports else 0
    due = step.due.isoformat() if step.due else ""
    return n, step.id, int(step.live), due, slipped, step.carried_from or "", step.carried_to or "", text


def session_in(brief: str, times: str, steps: Iterable[str]) -> Session:
    """Return a session with its steps and its times alone, from the texts in the index."""
    values = json.loads(brief)
    if check := values.get("next_check"):
        values["next_check"] = (dt.datetime if "T" in check else dt.date).fromisoformat(check)
    tables = {key: tuple(convert(it, _TIMES[key]) for it in them) for key, them in json.loads(times).items()}
    read = tuple(map(_read_step, steps))
    return replace(convert(values, Session), steps=read, **tables)


def _texts(records: Sequence[Record]) -> list[str]:
    """Return what each record says, as the index holds it; a folder has many, so msgspec words them."""
    if not records:
        return []
    model = type(records[0])
    short, values = _shorts[model]
    with suppress(OverflowError):  # a number of many digits
        text = _encoder.encode_lines([short(*values(it)) for it in records]).decode()
        if "null" not in text:  # nothing is, but msgspec words numbers so that JSON does not have
            return text[:-1].split("\n")
    keys = _KEYS[model]
    said = ({key: value for key, value in given(it).items() if key in keys} for it in records)
    return [json.dumps(values, default=lambda day: day.isoformat()) for values in said]


def _read_step(text: str) -> Step:
    return decode(text, type=Step)


def is_live(text: str) -> bool:
    """Whether a step is still to be done, from its text in the index."""
    return _read_step(text).live


def carried_marks(
    rows: Iterable[tuple[str, str]], named: Callable[[list[str]], Iterable[tuple[str, str]]]
) -> Mapping[str, str | None]:
    """Return the marks of carried steps, by place, that differ from what their files say.

    `rows` are the places and texts of steps that were carried; `named` returns those of other steps that they name.
    """
    there = _carried(rows)
    others = {it for step in there.values() for it in (step.carried_from, step.carried_to) if it} - there.keys()
    return marks(there | _carried(named(sorted(others)) if others else ()))


def _carried(rows: Iterable[tuple[str, str]]) -> dict[str, Step]:
    steps = ((place, _read_step(text)) for place, text in rows)
    return {place: step for place, step in steps if not was_undone(step)}


def held_twice(folder: Path, names: Sequence[str], clock: Clock) -> Iterator[tuple[str, int]]:
    """Yield the steps, by file and place in it, that another file of the same session holds, too.

    `names` are the files of which one may be a copy of another.
    """
    found = []
    for name in names:
        with suppress(StoreError):
            found.append(read_kept(folder / name, clock))
    left: dict[tuple[str, str], list[Step]] = {}
    for it in without_copies(found):
        for step in it.session.steps if isinstance(it, Kept) else ():
            left.setdefault((it.path.name, step.id), []).append(step)
    for it in found:
        for n, step in enumerate(it.session.steps):
            if step not in left.get((it.path.name, step.id), ()):
                yield it.path.name, n
