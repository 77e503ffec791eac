"""A session driven by lines, without a screen: each line is one act, and what comes of it is a few lines of output.

The pages, prompts and actions are those of the screens, and so is what they write. It reads no stream and no clock
but that of its context, so that a whole workshop is a test.
"""

import re
from collections.abc import Callable
from difflib import get_close_matches

from msgspec.structs import replace

from flipchart.clock import AnchoredClock, ahead, wall
from flipchart.domain.clock_words import passed, shown_phase
from flipchart.domain.errors import Rejected
from flipchart.domain.said import say
from flipchart.domain.text import brief, clean_line
from flipchart.service.disk import StoreError
from flipchart.service.rehearsal import WORDS
from flipchart.tui.actions import clock, copies, group, words
from flipchart.tui.actions.follow_up import waiting_roadblocks
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.plan import applies
from flipchart.tui.actions.registry import ACTIONS
from flipchart.tui.plain_pages import CHANGES
from flipchart.tui.plain_view import PlainView, unsaved_words
from flipchart.tui.plain_words import (
    BY_EDIT,
    HELP,
    NUMBERED,
    ON_A_ROW,
    SAID_BARE,
    SCREENS,
    SHORT,
    answer_word,
    answers,
    begins_date,
    begun,
    chunks,
    every_action,
    hands,
    list_lines,
    no_names,
    no_row,
    numbered,
    row_of,
    threshold_line,
    time_line,
    yes_and_no,
)  # fmt: skip
from flipchart.tui.prompts.evaluate import HandsPrompt
from flipchart.tui.prompts.follow_up import StandsPrompt, is_past_day, stands
from flipchart.tui.prompts.improvements import VotesPrompt
from flipchart.tui.prompts.notes import PersonPrompt
from flipchart.tui.prompts.prompt import Echo, Outcome, Prompt
from flipchart.tui.prompts.resources import NeedPrompt
from flipchart.tui.text.language import labelled, t


class PlainSession(PlainView):
    """One session by ear: what its lines and its seconds do."""

    # What comes in.

    def begin(self) -> list[str]:
        """Return what is said when the session is opened."""
        open_session = self.open_session
        self._print((*map(t, open_session.notices), *((f"{t(WORDS)}.",) if self.context.rehearsal else ())))
        if open_session.other is not None:
            place = open_session.other.host or t("another machine")
            self._say(t("Open on {place} too; what both write is kept.", place=place))
        self._jumps.tick(wall(self.context.clock), self.context.clock.monotonic())
        self._arrive()
        if open_session.unwatched is not None:
            asking = clock.unwatched(
                open_session.unwatched, say("{time} passed while closed:", time=passed(open_session.unwatched))
            )
            self._apply(Outcome(question=asking))
        for question in reversed(waiting_roadblocks(self.frame())):
            self._apply(Outcome(question=question))
        self._apply(group.look_for_group(open_session.runner.session))
        self._apply(copies.LOOK)
        return self._flush()

    def line(self, typed: str) -> list[str]:
        """Take a line, and return what came of it."""
        text = clean_line(typed)
        if text.startswith("/"):
            self._command(text[1:])
        else:
            self._words(text)
        self._arrive()
        if not (self._out or self._asked or self.left):
            self._say(t("That does nothing here."))
        return self._flush()

    def tick(self) -> list[str]:
        """Return what time and the disk have brought since the last tick; nearly always nothing."""
        self._look_at_clocks()
        state = self.open_session.runner.clock_state()
        if state is not None and state.stage is not None and state.state == "running":
            phase = shown_phase(state)
            self._once((state.stage.id, phase, state.stage.budget), phase not in (None, "normal"), str(phase))
        timer = state.timer if state is not None else None
        if timer is None and self._timer is not None:
            why = self._timer.why
            self._say(t("Quiet time is over: {task}.", task=why) if why else t("Quiet time is over."))
        self._timer = timer
        back = state.back_at if state is not None else None
        if self._break is not None and back is not None and self.context.clock.now() >= back:
            self._say(t("The break is over. /start goes on."))
            self._break = None
        elif back is not None and back > self.context.clock.now():
            self._break = back
        self._look_at_disk()
        return self._flush()

    def _once(self, key: tuple[object, ...], reached: bool, phase: str) -> None:
        """Say that a threshold of the clock is reached, once; after more time was given it can be reached again."""
        if reached and key not in self._thresholds_said:
            self._thresholds_said.add(key)
            self._say(threshold_line(self.frame(), phase))

    def _look_at_clocks(self) -> None:
        """Ask about time that nobody saw, and about a computer's clock that was set."""
        source = self.context.clock
        jump = None if self.context.rehearsal else self._jumps.tick(wall(source), source.monotonic())
        if jump is None:
            return
        state, away = self.open_session.runner.clock_state(), -ahead(source)
        if jump.moved and (state is None or state.started is None) and isinstance(source, AnchoredClock):
            source.correct(away)
        for outcome in clock.jumped(self.frame(), jump, away):
            self._apply(outcome)

    def _look_at_disk(self) -> None:
        try:
            if self.open_session.take_outside():
                self._say(t(self.open_session.outside_words()))
        except StoreError as error:
            self._say(t(error.sentence))
        state = self.open_session.state
        if state.kind != "saving" and (state.kind == "saved") != self._saved:
            self._saved = state.kind == "saved"
            self._say(t("Saved again.") if self._saved else unsaved_words(state))

    # Words.

    def _words(self, text: str) -> None:
        first, low = (self.questions[0] if self.questions else None), text.casefold()
        yes, no = yes_and_no()
        if not text:
            self._nothing()
        elif first is not None and low in (*yes, *no):
            answer = first.yes if low in yes else first.no
            self._say(f"{begun(t(answer[0]))}." if answer else t("That does not answer it."))
            self._perform("ask.yes" if low in yes else "ask.no")
        elif first is not None and first.menu and re.fullmatch("[1-9]", text):
            self._perform(f"answer.{text}")
        elif self.prompt is not None and not self._of_a_row(self.prompt):
            self._enter(self.prompt, text)
        elif low in ("y", "n", yes[0], no[0]):
            self._say(t("Nothing is asked that takes {yes} or {no}.", yes=yes[0], no=no[0]))
        else:
            self._take(text)

    def _nothing(self) -> None:
        """An empty line closes the prompt; without a prompt it says again where we are."""
        if self.prompt is not None:
            if self.prompt.empties:
                self._enter(self.prompt, "")
            self.prompt = None
            self._say(t("Left."))
        else:
            self._place = None

    def _of_a_row(self, prompt: Prompt) -> bool:
        """Whether a prompt only repeats what a line of this stage does with a row."""
        frame = self.frame()
        return (
            frame.stage is not None
            and frame.stage.kind in BY_EDIT
            and not frame.mode
            and type(prompt) is type(frame.page.edit(frame.with_cursor(prompt.item)))
        )

    def _take(self, text: str) -> None:
        """Take words as the stage does; in stages that go through rows a number in front names a row."""
        frame = self.frame()
        found = re.fullmatch(r"([0-9]{1,3})(?:\s+(.+))?", text)
        number = int(found[1]) if found else 0
        rows = numbered(frame)
        row = rows[number - 1] if 0 < number <= len(rows) else None
        if found and not found[2] and self._number(frame, number, row):
            return
        kind = frame.stage.kind if frame.stage else ""
        if found and found[2] and row and kind in NUMBERED and self._on_row(row, found[2]):
            return
        prompt = self._prompt_for(frame, text)
        if found and (amiss := self._amiss(frame, prompt, found, row)):
            self._say(amiss)
        elif prompt is None:
            words = answers(frame) or t("Nothing is asked here")
            self._say(f"{words}. {t('/capture.open adds a step.')}")
        elif isinstance(prompt, PersonPrompt) and text.casefold() in SAID_BARE:
            self._command(SAID_BARE[text.casefold()])
        elif isinstance(prompt, PersonPrompt) and no_names(text):
            self._say(t("This does not look like a name. /start begins; /capture.open takes it as one."))
        else:
            self._enter(prompt, text)

    def _amiss(self, frame: SessionFrame, prompt: Prompt | None, found: re.Match[str], row: str | None) -> str:
        """Return why a line that begins with a row's number is refused as a line for that row, or ""."""
        number, rest, kind = int(found[1]), found[2], frame.stage.kind if frame.stage else ""
        if kind == "introduce" and not rest and row is None and numbered(frame):
            return no_row(frame, number)
        if frame.mode or kind not in NUMBERED or prompt is None or not self._why_not(prompt, found[0]):
            return ""
        if row is None:
            return "" if begins_date(frame, found[0]) else no_row(frame, number)
        of_row = self._prompt_for(frame.with_cursor(row), rest) if rest else None
        return self._why_not(of_row, rest) if of_row else ""

    def _why_not(self, prompt: Prompt, text: str) -> str:
        return t(words.enter(self.frame(prompt, text), text).refused)

    def _number(self, frame: SessionFrame, number: int, row: str | None) -> bool:
        """Take a number alone: an answer, a person, or a row to go to; False where it is none of these."""
        if frame.page.types_digits and (number > 9 or not (frame.cursor or "").startswith("person:")):
            return False
        if number < 10 and (frame.page.does(number, frame) or applies(frame, f"answer.{number}")):
            self._answer(frame, number)
            return True
        if row is None or (frame.stage is not None and frame.stage.kind in ("define", "nextcheck")):
            return False
        self.cursor = row
        if row.startswith("person:"):
            self._perform("item.edit")
        self._say(row_of(self.frame(), row))
        return True

    def _answer(self, frame: SessionFrame, digit: int) -> None:
        """Give an answer by its digit; where that needs words, its prompt asks for them."""
        asks_on = isinstance(frame.page.answer(digit, frame, "asked"), Prompt)
        word = answer_word(frame, digit)

        def understood() -> str:
            if asks_on or frame.step is not None:
                return f"{labelled(brief(frame.step.text), word)}." if word and frame.step and not asks_on else ""
            return row_of(self.frame(), frame.cursor) or word

        self._perform(f"answer.{digit}", understood=understood)
        after = self.frame()
        if after.cursor != frame.cursor and self.prompt is None and not after.page.one_by_one:
            self._say(row_of(after, after.cursor))

    def _on_row(self, row: str, rest: str) -> bool:
        """Apply the rest of a line to a row; False, with nothing changed, where it makes no sense there."""
        before, self.cursor = self.cursor, row
        frame = self.frame()
        if re.fullmatch("[1-9]", rest) and not frame.page.types_digits and applies(frame, f"answer.{rest}"):
            self._answer(frame, int(rest))
            return True
        if frame.page.follows_up and frame.step and is_past_day(rest, frame):
            rest = f"1 {rest}"
        prompt = self._prompt_for(frame, rest)
        stood = isinstance(prompt, StandsPrompt)
        if prompt is None or (not stood and words.enter(self.frame(prompt, rest), rest).refused):
            self.cursor = before
            return False
        return self._enter(prompt, rest) or stood

    def _prompt_for(self, frame: SessionFrame, text: str) -> Prompt | None:
        """Return the prompt that a screen would have open for such words."""
        page, kind = frame.page, frame.stage.kind if frame.stage else ""
        if frame.clock and frame.clock.state == "ended":
            return None if frame.mode else page.edit(frame.with_cursor(None))
        if page.types_digits and re.fullmatch(r"[\d\s-]+", text):
            return page.edit(frame)
        if page.follows_up:
            return (
                StandsPrompt(frame.step.id) if frame.step and stands(text) else page.prompt_for("report.note", frame)
            )
        if kind in BY_EDIT:
            return (self.prompt if frame.mode else None) or page.edit(frame) or page.capture(frame)
        return None if page.one_by_one else page.capture(frame)

    def _enter(self, prompt: Prompt, text: str) -> bool:
        """Enter a line in a prompt; a prompt that would stay open only for more of the same closes."""
        frame = self.frame(prompt, text)
        try:
            echo = prompt.echo(text, frame)
        except Rejected:
            echo = Echo()
        outcome = words.enter(frame, text)
        if outcome.then == prompt:
            outcome = replace(outcome, then=None)
        added = prompt.stays and outcome.cursor != frame.cursor and isinstance(outcome.cursor, str)
        about = str(outcome.cursor) if added else prompt.item
        done = self._apply(outcome, lambda: self._understood(prompt, text, echo, about))
        if not done:
            self.prompt = prompt if prompt is self.prompt or not prompt.stays else self.prompt
        return done

    def _understood(self, prompt: Prompt, text: str, echo: Echo, about: str) -> str:
        """What was understood: the row as it is now, and the rest of the echo; or the words with their name."""
        frame = self.frame()
        if isinstance(prompt, NeedPrompt):
            about = frame.session.resources[-1].id
        row = row_of(frame, about)
        if isinstance(prompt, HandsPrompt):
            row = hands(frame, prompt.item)
        read = () if isinstance(prompt, (VotesPrompt, NeedPrompt)) else chunks(echo)
        parts = [part for part in read if part not in row]
        shown = bool(echo.parts) or text.casefold() in row.casefold()
        if isinstance(prompt, PersonPrompt) or not shown:
            row = ""
        label = t(prompt.label(frame))
        first = row or (labelled(label.strip("¿? \u202f\xa0"), text) if label != "+" else text)
        hint = f" {t(echo.hint)}" if echo.hint and not echo.hint.startswith("enter") else ""
        return f"{', '.join((first, *parts)).rstrip('.?')}.{hint}"

    # Commands.

    def _command(self, text: str) -> None:
        name, _, rest = text.partition(" ")
        name, rest = name.casefold(), rest.strip()
        id = SHORT.get(name, name)
        if own := self._own(name, rest):
            own()
        elif id == "leave" or (id == "capture.add" and not rest):
            self._nothing()
        elif id in SCREENS:
            self._say(t("{command} changes what a screen shows; there is none here.", command=f"/{name}"))
        elif rest and id in CHANGES:
            self._apply(CHANGES[id](self.frame(), rest))
        elif id in ACTIONS:
            self._act(id, rest)
        else:
            near = get_close_matches(name, [*SHORT, *ACTIONS, "start", "pause", "time", "list"], n=1)
            command = f"/{name}"
            self._say(
                t("There is no {command}; did you mean {other}?", command=command, other=f"/{near[0]}")
                if near
                else t("There is no {command}; /help lists what there is.", command=command)
            )

    def _own(self, name: str, rest: str) -> Callable[[], object] | None:
        state = self.open_session.runner.clock_state()
        running = state is not None and state.state == "running"
        own: dict[str, Callable[[], object]] = {
            "time": lambda: self._say(time_line(self.frame())),
            "list": lambda: self._print(list_lines(self.frame())),
            "help": lambda: self._print(every_action() if rest == "all" else map(t, HELP)),
            "start": lambda: self._say(t("The clock is already running.")) if running else self._clock(),
            "pause": lambda: self._clock() if running else self._say(t("The clock is not running.")),
            "close": lambda: self._perform("quit"),
        }  # fmt: skip
        return own.get(name)

    def _clock(self) -> None:
        before = self._place_now()
        self._perform("clock.toggle")
        if self._place_now() == before:
            self._say(time_line(self.frame()))

    def _act(self, id: str, rest: str) -> None:
        """Carry out an action, on the row whose number is named; the rest of the line answers what it asks for."""
        found = re.match(r"([0-9]{1,3})(?:\s+|$)", rest) if id.startswith(ON_A_ROW) else None
        stops = numbered(self.frame())
        if found and not 0 < int(found[1]) <= len(stops):
            self._say(no_row(self.frame(), int(found[1])))
            return
        if found:
            row, rest = stops[int(found[1]) - 1], rest[found.end() :]
            if id == "item.votes" and not applies(self.frame().with_cursor(row), id):
                self._say(t("That does nothing here."))
                return
            self.cursor = row
        before, clocked = self.prompt, id.startswith("clock.")
        self.prompt = None
        own_words = id == "item.edit" and bool(rest)
        lines_before = len(self._out)
        self._perform(id, own_words=own_words, quietly=bool(rest))
        opened: Prompt | None = self.prompt
        if opened is not None and rest:
            self.prompt = before
            self._enter(opened, rest)
        elif opened is None:
            self.prompt = before if before is not None and self._place_now() == self._place else None
            self._after(id, clocked, lines_before)

    def _after(self, id: str, clocked: bool, lines_before: int) -> None:
        """Say what an action did, where it says nothing itself."""
        if clocked:
            self._say(time_line(self.frame()))
            return
        silent = len(self._out) == lines_before and not self.frame().page.by_improvement
        if silent and id.startswith(("move.", "gap.", "item.")):
            self._say(row_of(self.frame(), self.cursor))
