"""The state of a session by ear, and how outcomes are carried out where there is no screen."""

import datetime as dt
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from flipchart.clock import AnchoredClock, JumpWatch, ahead
from flipchart.domain.commands.clock import Restamp
from flipchart.domain.errors import Rejected
from flipchart.domain.gaps import gaps
from flipchart.domain.group_context import ALONE, GroupContext
from flipchart.domain.text import clean_line
from flipchart.domain.timing import QuietTimer
from flipchart.service.context import Context
from flipchart.service.disk import NO_NOTES, SaveState
from flipchart.service.export import as_markdown, write_out
from flipchart.service.open_session import OpenSession
from flipchart.service.private_notes import keep
from flipchart.service.rehearsal import REFUSED
from flipchart.tui.actions import follow_up, group
from flipchart.tui.actions.clock import next_item
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.plan import arrival
from flipchart.tui.actions.registry import action_of
from flipchart.tui.desk.panes import sign_rows
from flipchart.tui.plain_pages import agenda_lines, people_lines, settling
from flipchart.tui.plain_words import (
    BY_EAR,
    begun,
    item_lines,
    list_lines,
    numbered,
    row_of,
    row_words,
    stage_lines,
    yes_and_no,
)  # fmt: skip
from flipchart.tui.prompts.live_screen import shown_to_watchers, stage_of
from flipchart.tui.prompts.prompt import (
    KEEP,
    Ask,
    Do,
    Effect,
    Export,
    Open,
    Outcome,
    Prompt,
    Question,
    Work,
    asked,
)
from flipchart.tui.stages.page import Page
from flipchart.tui.stages.registry import page_of
from flipchart.tui.text.language import labelled, speak, t, tn, voiced
from flipchart.tui.text.plan import due_words
from flipchart.tui.text.step import step_rows

WIDE = 20_000
"""Columns of the frame, so that no menu leaves anything out."""


FEW = 12
"""Rows up to which a list is read when its stage begins."""


def unsaved_words(state: SaveState) -> str:
    """Return what is said of a save that failed."""
    copy = t(" A copy is in {file}.", file=state.copy) if state.copy else ""
    return f"{labelled(t('NOT SAVED'), voiced(state.why))}{copy}"


def asking(label: str) -> str:
    """Return a prompt's label as a question."""
    return label if label.endswith("?") else t("{words}?", words=label.removeprefix("¿"))


class PlainView:
    """One session by ear; `left` tells that it is to be closed, `at_desk` that only the facilitator hears it.

    The other fields are what a screen would show: see SessionFrame.
    """

    def __init__(self, open_session: OpenSession, context: Context, *, at_desk: bool = False) -> None:
        self.open_session, self.context, self.at_desk = open_session, context, at_desk
        self.left = False
        speak(open_session.runner.session.language or context.config.language, BY_EAR)
        self.group_context: GroupContext = ALONE
        self.cursor: str | None = None
        self.focus: str | None = None
        self.mode = ""
        self.passed: frozenset[str] = frozenset()
        self.order: tuple[str, ...] = ()
        self.prompt: Prompt | None = None
        self.questions: tuple[Question, ...] = ()
        self._out: list[str] = []
        self._asked = ""
        self._place: tuple[type[Page], str] | None = None
        self._item: tuple[object, ...] = ()
        self._thresholds_said: set[tuple[object, ...]] = set()
        self._timer: QuietTimer | None = None
        self._break: dt.datetime | None = None
        self._saved = True
        self._jumps = JumpWatch()

    # Outcomes, as the screens carry them out.

    def _perform(
        self, id: str, *arguments: object, understood: Callable[[], str] | None = None, own_words: bool = False,
        quietly: bool = False,
    ) -> None:  # fmt: skip
        frame = replace(self.frame(), own_words=own_words)
        self._apply(action_of(id)(frame, *arguments), understood, quietly=quietly)

    def _apply(
        self, outcome: Outcome, understood: Callable[[], str] | None = None, *, quietly: bool = False
    ) -> bool:  # fmt: skip
        """Carry out what an action or a prompt wants; return whether it was accepted."""
        if isinstance(outcome.then, Prompt) and outcome.then.rests:
            outcome = replace(outcome, then=None)  # nobody types in a prompt that could vanish
        self.group_context = outcome.group_context if outcome.group_context is not None else self.group_context
        self.questions = asked(self.questions, outcome)
        refused = outcome.refused or self._carry_out(outcome)
        if refused:
            self._say(t(refused))
            return False
        if understood is not None:
            self._say(understood())
        if outcome.keeps is not None:
            note, now = outcome.keeps, self.context.clock.now()
            notice = keep(self.open_session.private, note.words, note.note, now, self.context.ids)
            self._say(t(notice) if notice else t("Kept."))
        self._say(t(outcome.notice))
        self._move(outcome)
        self._ask(outcome, quietly)
        if outcome.effect is not None:
            self._have(outcome.effect)
        return True

    def _carry_out(self, outcome: Outcome) -> str:
        done = self.open_session.runner.do(*outcome.commands) if outcome.commands else None
        return str(done) if isinstance(done, Rejected) else ""

    def _move(self, outcome: Outcome) -> None:
        for name in ("cursor", "focus", "mode"):
            if (value := getattr(outcome, name)) is not KEEP:
                setattr(self, name, value)
        self.passed = outcome.passed if outcome.passed is not None else self.passed
        if outcome.then is None:
            self.prompt = None
        elif isinstance(outcome.then, Prompt):
            self.prompt = outcome.then
        if outcome.onward and (item := next_item(self.frame(), back=False)):
            self.cursor = item

    def _ask(self, outcome: Outcome, quietly: bool) -> None:
        """Say what is asked: a question, or the label of the prompt that has opened."""
        if outcome.asks:
            question = follow_up.roadblock_question(self.frame(), outcome.asks)
            self.questions = asked(self.questions, Outcome(question=question))
            self._question(question)
        self._question(outcome.question)
        if isinstance(outcome.then, Prompt) and not quietly:
            frame, prompt = self.frame(), outcome.then
            now = prompt.start(frame)
            row = row_of(frame, prompt.item)
            words = f"{asking(t(prompt.label(frame)))} {t(prompt.invitation(frame))}".strip()
            begins = f" {t('Now: {words}', words=now)}" if now else ""
            self._say(f"{f'{row}. ' if row else ''}{words}{begins}")

    def _question(self, question: Question | None) -> None:
        if question is None:
            return
        yes, no = yes_and_no()
        both = ((yes[0], question.yes), (no[0], question.no))
        keys = [f"{key} {t(answer[0])}" for key, answer in both if answer]
        keys += [f"{digit} {t(word)}" for digit, word in question.choices]
        self._asked = f"{t(question.text)} {', '.join(keys)}.".strip()

    def _have(self, effect: Effect) -> None:
        """Carry out an effect, which goes beyond the session."""
        if isinstance(effect, Do):
            self._perform(effect.action, *effect.arguments)
        elif isinstance(effect, Work):
            self._apply(effect.job(self.open_session, self.context))
        elif isinstance(effect, Ask):
            self._ask_for(effect)
        elif isinstance(effect, Export):
            self._export(effect)
        elif isinstance(effect, Open):
            self._open(effect)

    def _ask_for(self, effect: Ask) -> None:
        runner = self.open_session.runner
        if effect.what in ("leave", "quit"):
            self.left = True
        elif effect.what in ("undo", "redo"):
            done = runner.undo() if effect.what == "undo" else runner.redo()
            self._say(t(str(done)) if isinstance(done, Rejected) else f"{begun(t(done.label))}.")
        elif effect.what == "save":
            self._say(t("Saved.") if self.open_session.saver.flush(3.0) else unsaved_words(self.open_session.state))
        elif effect.what == "look":
            self.open_session.look()
        elif effect.what == "follow":
            self._follow_clock()

    def _follow_clock(self) -> None:
        """Go by the computer's time from now on; what was timed before it was set moves with it."""
        source, state = self.context.clock, self.open_session.runner.clock_state()
        if isinstance(source, AnchoredClock) and state is not None:
            away = -ahead(source)
            source.correct(away)
            self._apply(Outcome((Restamp(state.run, away),)))

    def _export(self, effect: Export) -> None:
        session, source = self.open_session.runner.session, self.context.clock
        if self.context.rehearsal:
            self._say(t(REFUSED))
        elif effect.format == "copy":
            self._print(as_markdown(session, source).splitlines())
        else:
            notice = write_out(self.open_session.path, session, source, effect.format).notice(wall=False)
            self._say(f"{begun(t(notice)).rstrip('.')}.")

    def _open(self, effect: Open) -> None:
        frame = self.frame()
        if effect.screen == "gaps":
            loads = self.group_context.loads if self.at_desk else {}
            found = gaps(frame.session, frame.today, load_elsewhere=loads)
            self._print((t(gap.say) for gap in found) if found else [t("Nothing is missing.")])
        elif effect.screen == "step" and frame.step is not None:
            self._print(map(row_words, step_rows(frame.step, frame, room=not self.at_desk)))
        elif effect.screen == "signs":
            self._print(map(row_words, sign_rows(frame)))
        elif effect.screen == "codes":
            mine = sorted((it for it in frame.session.steps if it.live and it.owner), key=lambda it: str(it.owner))
            self._print(f"{labelled(str(it.owner), it.text)}, {due_words(it, frame) or t('no date')}." for it in mine)
        elif effect.screen == "people":
            self._print(people_lines(frame, brief=bool(effect.look)))
        elif effect.screen == "agenda" and frame.clock is not None:
            self._print(agenda_lines(frame, brief=bool(effect.look)))
        elif effect.screen == "conflicts":
            self._apply(settling(frame))
        elif effect.screen == "carry":
            self._apply(group.carry(tuple(it.place for it in self.group_context.open)))
        else:
            self._say(t("That needs a screen: flipchart run without --plain."))

    # What is shown.

    def frame(self, prompt: Prompt | None = None, typed: str = "") -> SessionFrame:
        """Return what a screen would show now, with words `typed` in a prompt."""
        open_session, context = self.open_session, self.context
        private = open_session.private_state if self.at_desk else NO_NOTES
        return SessionFrame(
            session=open_session.runner.session, clock=open_session.runner.clock_state(), now=context.clock.now(),
            local=context.clock.local, cursor=self.cursor, focus=self.focus, passed=self.passed, order=self.order,
            date_order=context.config.date_order, materials=open_session.materials,
            language=open_session.runner.session.language or context.config.language,
            leave_with=open_session.leave_with, seconds=context.config.seconds, group_context=self.group_context,
            private=private, mode=self.mode, ids=context.ids,
            prompt=prompt or self.prompt, typed=typed, typing=prompt is not None, questions=self.questions,
            at_desk=self.at_desk, width=WIDE, saved=not context.rehearsal,
            writable=open_session.runner.refusal is None,
        )  # fmt: skip

    def _place_now(self) -> tuple[type[Page], str]:
        state = self.open_session.runner.clock_state()
        return type(page_of(state, self.mode)), stage_of(state)

    def _arrive(self) -> None:
        """Enter the current page where it has changed, and say where that is."""
        place = self._place_now()
        if self._place is not None and place[1] != self._place[1] and self.mode:
            self.mode = ""
            place = self._place_now()
        if place[1] not in ("", "planned"):
            self.questions = tuple(it for it in self.questions if it.name != group.CARRY)
        if place != self._place:
            self._come(place)
        elif (item := self._item_now()) != self._item:
            self._item = item
            self._print(item_lines(self.frame()))
        self._show_watchers()

    def _come(self, place: tuple[type[Page], str]) -> None:
        self._place, self.prompt, self.cursor, self.order = place, None, None, ()
        page = self.frame().page
        self.order = page.sort(self.frame().session, self.frame().today) if page.sorts else ()
        came = arrival(self.frame())
        self.cursor = came.cursor if isinstance(came.cursor, str) else None
        self._item = self._item_now()
        self._print(stage_lines(self.frame()))
        frame = self.frame()
        if frame.stage is not None and frame.stage.kind != "introduce" and not frame.page.one_by_one:
            many = len(numbered(frame))
            how_many = [tn("{n} row; /list reads it.", "{n} rows; /list reads them.", many)]
            self._print(how_many if many > FEW else list_lines(frame))

    def _item_now(self) -> tuple[object, ...]:
        frame = self.frame()
        page = frame.page
        return (frame.mode, frame.focus if page.by_improvement else None, frame.cursor if page.one_by_one else None)

    def _show_watchers(self) -> None:
        if self.open_session.driving is not None:
            frame = self.frame()
            self.open_session.driving.show(shown_to_watchers(frame, None, "", big=False, curtain=False))

    # What goes out.

    def _say(self, text: str) -> None:
        if said := clean_line(text):
            self._out.append(said)

    def _print(self, lines: "Iterator[str] | list[str] | tuple[str, ...] | map[str]") -> None:
        self._out += [said for text in lines if (said := clean_line(text))]

    def _flush(self) -> list[str]:
        # The question comes last: it is what the next line answers.
        self._say(self._asked)
        self._asked = ""
        said, self._out = self._out, []
        return said
