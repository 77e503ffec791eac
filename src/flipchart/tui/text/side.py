"""What stands beside the list on a wide wall: the rest of the plan, which the list itself does not show; pure."""

from collections.abc import Iterable, Sequence

from flipchart.domain import clock_words, pace
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.rows import BLANK, Heading, Pair, Row, Words


def side_rows(view: Frame, listed: Iterable[Row]) -> tuple[Row, ...]:
    """Return what the wall shows beside the list: today's improvements, decisions, parked items, the next stages.

    What stands in the list, `listed`, is left out: nobody is to read the same thing twice.
    """
    shown = {words for row in listed for words in _words(row)}
    parts = (_also(view, shown), _decided(view, shown), _parked(view, shown), _next(view, shown))
    return tuple(row for number, part in enumerate(it for it in parts if it)
                 for row in (*((BLANK,) if number else ()), *part))  # fmt: skip


def _words(row: Row) -> Iterable[str]:
    return (words for name in ("text", "left", "what") if isinstance(words := getattr(row, name, None), str))


def _also(view: Frame, shown: set[str]) -> Sequence[Row]:
    """The improvements of today, the one that is worked on among them; none where the list has them."""
    above, here = view.session.above_line(), view.improvement
    if not above or all(item.text in shown for item in above):
        return ()
    defining = view.stage is not None and view.stage.kind == "define"
    return (Heading(None, t("Also today")), *(
        Pair(None, item.text, str(len(view.session.steps_of(item.id))),
             "bold" if defining and here is not None and item.id == here.id else "", "quiet", 0)
        for item in above if item.text not in shown
    ))  # fmt: skip


def _decided(view: Frame, shown: set[str]) -> Sequence[Row]:
    texts = [it.text for it in view.session.notes if it.live and it.kind == "decision" and it.text not in shown]
    return _under(t("Decided"), texts)


def _parked(view: Frame, shown: set[str]) -> Sequence[Row]:
    return _under(t("Parked"), [it.text for it in view.session.parked if it.live and it.text not in shown])


def _under(title: str, texts: Sequence[str]) -> Sequence[Row]:
    """Sentences below their title, the latest first."""
    return (Heading(None, title), *(Words(None, text, indent=0) for text in reversed(texts))) if texts else ()


def _next(view: Frame, shown: set[str]) -> Sequence[Row]:
    """The stages still to come with their times; not beside the agenda, whose rows are the same."""
    clock = view.clock
    if clock is None or clock.state == "ended":
        return ()
    coming = [(at, stage.title) for stage, at in pace.timetable(clock, view.now) if stage is not clock.stage]
    times = [(clock_words.clock_time(view.local(at)), title) for at, title in (*coming, (clock.ends_at, t("end")))]
    if any(f"{at}  {title}" in shown for at, title in times):
        return ()
    return (Heading(None, t("Next")), *(Words(None, title, mark=at, indent=7) for at, title in times))
