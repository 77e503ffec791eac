"""Keys for what is shown, and for leaving."""

from collections.abc import Sequence

from flipchart.domain.said import joined
from flipchart.tui.actions.frame import Action, SessionFrame
from flipchart.tui.prompts.notes import MessagePrompt
from flipchart.tui.prompts.prompt import NOTHING, Ask, Effect, Open, Outcome, Question, Turn
from flipchart.tui.stages.close import Close
from flipchart.tui.stages.readback import ReadBack
from flipchart.tui.text.language import tn


def does(effect: Effect) -> Action:
    """Return an action that only has this effect."""
    return lambda frame: Outcome(effect=effect)


def unused_settings(problems: Sequence[str], *, desk: bool) -> Outcome:
    """Tell which settings cannot be used: at the desk each by name, on the wall only how many."""
    several = "{n} settings are not used; “flipchart config” tells which."
    few = tn("A setting is not used; “flipchart config” shows which.", several, len(problems))
    return Outcome(question=Question("settings", joined(" ", problems) if desk else few, None, ("go on", NOTHING)))


def challenges(frame: SessionFrame) -> Outcome:
    """Signs and responses: at the desk in their pane, in the room over everything, opened by the palette."""
    return Outcome(effect=Turn(0) if frame.at_desk else Open("signs"))


def agenda(frame: SessionFrame) -> Outcome:
    """The agenda, to be changed."""
    return (
        Outcome(effect=Open("agenda")) if frame.clock is not None else Outcome(notice="This session has no agenda.")
    )


def codes(frame: SessionFrame) -> Outcome:
    """A QR code for each person with promises, where these are read and where the workshop ends."""
    if not isinstance(frame.page, (Close, ReadBack)):
        return Outcome(notice="The codes to take home are on the closing page and at read-back.")
    promised = any(step.live and step.owner for step in frame.session.steps)
    return Outcome(effect=Open("codes")) if promised else Outcome(notice="Nobody has an open promise to take home.")


def big(frame: SessionFrame) -> Outcome:
    """The clock over the whole screen; the prompt stays."""
    return Outcome(big=not frame.big) if frame.clock is not None and frame.clock.stage is not None else NOTHING


def message(frame: SessionFrame) -> Outcome:
    """A line to the wall, which is written at the desk; the one that stands there is taken away."""
    if not frame.at_desk:
        return Outcome(notice="A message to the wall is written at the desk.")
    return Outcome(message="", notice="Taken off the wall.") if frame.message else Outcome(then=MessagePrompt())


def curtain(frame: SessionFrame) -> Outcome:
    """Blank the room."""
    return Outcome(curtain=not frame.curtain)


def close(frame: SessionFrame) -> Outcome:
    """Leave; asks first only while the clock runs, and never in a demo, whose session is not kept."""
    leave = Outcome(effect=Ask("leave"))
    if frame.watching or not frame.lasts or frame.clock is None or frame.clock.state != "running":
        return leave
    yes = ("leave, it goes on" if frame.saved else "leave", leave)
    return Outcome(question=Question("leave", "The clock is running.", yes, ("stay", NOTHING)))
