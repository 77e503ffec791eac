"""What an action is given: the frame of a session's screen, and what the screen adds to the session in it."""

from collections.abc import Callable
from functools import cached_property

from flipchart.domain.plan import Step
from flipchart.ids import Ids, random_id
from flipchart.tui.desk.check_in_table import check_in_rows
from flipchart.tui.prompts.prompt import Outcome, Prompt, Question
from flipchart.tui.stages.page import Page
from flipchart.tui.stages.registry import page_for
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.rows import Row

LISTED: tuple[str, ...] = ("checkin", "promises")
"""Kinds of stages of which the desk shows every step at once, with what the room is not told."""


class SessionFrame(Frame, frozen=True, dict=True):
    """All that a session's screen shows at an instant, made once for each change.

    - `ids`: the source of new ids.
    - `prompt`, `typed`, `typing`: the open prompt, the text in it, and whether keys go to it.
    - `questions`: those that wait for an answer, the newest in front.
    - `big`, `curtain`: whether the clock fills the screen, and whether the room sees nothing. `message` is a line to
      the wall.
    - `overlay`: whether something lies over a part of the desk.
    - `width`: the cells between the margins.
    - `watching`: whether somebody else drives, and this screen only shows it.
    - `saved`: whether changes are kept (in a rehearsal none are); `lasts`: whether the file outlives the program (a
      demo's does not).
    - `own_words`: whether editing was asked for by the key for a row's words, whatever the stage asks about that row.
    - `came_on`: the item to which an answer led, until something is done there.
    """

    ids: Ids = random_id
    prompt: Prompt | None = None
    typed: str = ""
    typing: bool = False
    questions: tuple[Question, ...] = ()
    big: bool = False
    curtain: bool = False
    message: str = ""
    overlay: bool = False
    width: int = 78
    watching: bool = False
    saved: bool = True
    lasts: bool = True
    own_words: bool = False
    came_on: str | None = None

    @cached_property
    def page(self) -> Page:
        """The page of the moment."""
        return page_for(self)

    @property
    def boxed(self) -> bool:
        """Whether a prompt is open, which takes rows of the screen."""
        return self.prompt is not None

    @cached_property
    def listed(self) -> tuple[Row, ...]:
        """The plan as the list shows it; the desk has every step of a follow-up, and how late each is."""
        every = self.at_desk and self.stage is not None and self.stage.kind in LISTED
        return check_in_rows(self) if every else self.page.rows(self)

    @cached_property
    def stops(self) -> tuple[str, ...]:
        """The ids of the rows on which the cursor can stand."""
        return tuple(id for row in self.listed for id in row.ids)

    @cached_property
    def follower(self) -> str | None:
        """The id of the next item on a page that shows one at a time; at its end that of the cursor."""
        return (self.page.advance(self, back=False) or self.cursor) if self.page.one_by_one else None

    @property
    def live_step(self) -> Step | None:
        """The step under the cursor, if it was not dropped."""
        return self.step if self.step is not None and self.step.live else None


Action = Callable[..., Outcome]
"""Takes the frame, and the arguments of a Do; returns an Outcome."""
