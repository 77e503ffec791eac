"""What the room sees now, in words."""

from flipchart.domain import clock_words
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.stages.registry import page_for
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, Span, line


def mirror(view: Frame, prompt: Prompt | None, typed: str, *, big: bool, curtain: bool) -> Line:
    """Return the stage's item and what is being typed or stands under the cursor; or what covers all that."""
    if curtain:
        lifts = (("  b", "key"), f" {t('lifts it')}") if view.writable else ()
        return line((t("nothing: the curtain is down"), "warn"), *lifts)
    if big and view.clock is not None and view.clock.stage is not None:
        time = t(clock_words.words(view.clock, view.seconds))
        shows = (("  z", "key"), f" {t('shows the plan')}") if view.writable else ()
        return line((t("the big clock, {time}", time=time), "warn"), *shows)
    shown = "•" * len(typed) if prompt is not None and prompt.masked else typed
    typing = f"{t(prompt.label(view))} {shown}" if prompt is not None and prompt.shared and typed.strip() else ""
    parts = [page_for(view).focus_words(view, True), "" if typing else _under_cursor(view)]
    seen = " · ".join(part for part in parts if part) or _place(view)
    return line(seen, *((Span(" · "), Span(typing, "ok")) if typing else ()))


def _place(view: Frame) -> str:
    if view.clock is None or view.clock.state == "ended":
        return t("the closing page")
    if view.clock.state == "planned":
        return t("the page before the start")
    return view.stage.title if view.stage else t("the plan")


def _under_cursor(view: Frame) -> str:
    session, id = view.session, view.cursor
    tables = (session.steps, session.improvements, session.resources, session.goals, session.parked)
    return next((item.text for items in tables for item in items if id and item.id == id), "")
