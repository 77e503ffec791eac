"""The agenda, changed before and during the run: minutes, order, stages, start and end; kept as a template."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import ClassVar, Literal

from flipchart.domain.agenda import Stage, TemplateStage
from flipchart.domain.commands.agenda import AddStage, MoveStage, PlanEnd, PlanStage, PlanStart, RemoveStage
from flipchart.domain.commands.clock import Fit
from flipchart.domain.commands.command import Command
from flipchart.domain.errors import ExchangeError, Rejected
from flipchart.domain.kinds import StageKind
from flipchart.domain.quick.stage import minutes_words, read_minutes, read_stage
from flipchart.domain.said import said
from flipchart.domain.saying import KINDS
from flipchart.domain.timing import RunClock, StageClock, session_clock
from flipchart.service.new_session import Choice, choices
from flipchart.service.open_session import OpenSession
from flipchart.service.own_template import keep_template, read_moment
from flipchart.tui.background import WorkDone, background_then, in_background
from flipchart.tui.screens.line_screen import LINE_KEYS, WAITING, LineRequest, LineScreen, back
from flipchart.tui.text.agenda import (
    END,
    START,
    agenda_list,
    ends,
    made_stage,
    moment_of,
    scripts_of,
    spoken_kinds,
)
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.list_keys import DOWN, HELP, PAGE_DOWN, PAGE_UP, UP, ListKey
from flipchart.tui.text.rows import Row

NONE = "-"
"""What is typed for no planned start and no fixed end."""

OVER = said("has ended; it stays as it was")

ON_STAGES = ("title", "item.drop", "item.up", "item.down")


class Known(WorkDone[tuple[Choice, ...]]):
    """The templates were read; a stage that is added takes its question and script from them."""


class AgendaScreen(LineScreen[None]):
    """Every stage of the run with its minutes; stages that are over cannot be changed."""

    KEYS = (
        UP, DOWN, PAGE_UP, PAGE_DOWN,
        ListKey("item.edit", "enter", "change", "its minutes; on the first line the start, on the last the end",
                "minutes", "enter", short="time"),
        ListKey("title", "e", "retitle", "its title", "title", "e", rank=4),
        ListKey("capture.open", "a", "add", "one more stage after this one", "add", "a"),
        ListKey("item.drop", "x,delete", "take_out", "take the stage out of the agenda", "remove", "x", rank=1),
        ListKey("item.up", "shift+up,K", "earlier", "earlier or later", "move", "K J", rank=2),
        ListKey("item.down", "shift+down,J", "later", "earlier or later"),
        ListKey("fit", "f", "fit", "shorten what is to come so that it ends on time", "fit to end", "f", rank=5),
        ListKey("export", "w", "keep", "keep this agenda as a template", "keep as template", "w", short="keep",
                rank=5),
        *LINE_KEYS, back("A"), HELP,
    )  # fmt: skip
    PICK: ClassVar[str] = "item.edit"
    FOLLOWS = ("session", "clock")

    scripts: Mapping[StageKind, TemplateStage] = MappingProxyType({})

    def on_mount(self) -> None:
        """Read what stages of each kind ask and say."""
        in_background(self, partial(choices, self.language), Known)

    def on_known(self, message: Known) -> None:
        """Keep the first of each kind."""
        self.scripts = scripts_of(message.value())

    # What is shown.

    @property
    def language(self) -> str | None:
        """The language of the session, else of the settings."""
        own = self.host.session.language if self.host.session else None
        return own or self.host.context.config.language

    @property
    def run_clock(self) -> RunClock:
        """Where the run stands."""
        clock = self.host.clock
        assert clock is not None
        return clock

    @property
    def stage(self) -> StageClock | None:
        """The stage under the cursor."""
        return next((it for it in self.run_clock.stages if it.id == self.cursor), None)

    def headed(self) -> Line:
        """When it ends."""
        over = self.run_clock.state == "ended"
        words = t(OVER) if over else ends(self.run_clock, self.host.context.clock.local)
        return line((t("Agenda"), "bold"), (f"   {words}", "quiet"))

    def list_rows(self) -> tuple[Row, ...]:
        """The start, the stages, the end."""
        context = self.host.context
        return agenda_list(self.run_clock, self.host.now, context.clock.local)

    def marks(self) -> dict[str, object]:
        """What each row says of its stage, and the planned times."""
        clock = self.run_clock
        stages: dict[str, object] = {it.id: (n, it.title, it.budget, it.over) for n, it in enumerate(clock.stages)}
        return stages | {START: clock.planned_start, END: clock.ends_by}

    def kept_cursor(self, stops: list[str]) -> str | None:
        """At first on the stage of the moment, else on the first one."""
        if self.cursor is None and self.run_clock.state != "ended":
            first = self.run_clock.stage or next((it for it in self.run_clock.stages if not it.over), None)
            return first.id if first else super().kept_cursor(stops)
        return super().kept_cursor(stops)

    def applies(self, key: ListKey) -> bool:
        """Only stages still to come can be moved; after the end nothing can be changed."""
        clock, stage = self.run_clock, self.stage
        if key.id in ("item.up", "item.down"):
            return stage is not None and stage.state == "pending"
        if key.id in ON_STAGES:
            return stage is not None and clock.state != "ended"
        if key.id in ("item.edit", "capture.open"):
            return clock.state != "ended"
        return super().applies(key) and (key.id != "fit" or (clock.ends_by is not None and clock.state != "ended"))

    # What is done.

    def action_act(self, id: str) -> None:
        """Do one of the keys that do something here."""
        if all(self.applies(key) for key in self.KEYS if key.id == id):
            super().action_act(id)

    def change(self) -> None:
        """Ask for the minutes of the stage under the cursor, or for the start or the end."""
        run, stage = self.run_clock.run, self.stage
        if stage is not None:
            invites = t("12, 12:30, +5 or -2")
            self._ask(f"{stage.title}:", invites, partial(self._planned, stage), minutes_words(stage.budget))
        elif self.cursor == START:
            at = self.run_clock.planned_start
            invites = t("14:00, fri 9:00, or - for none")
            self._ask(t("Start"), invites, lambda text: PlanStart(run, self._moment(text)), self._typed_moment(at))
        elif self.cursor == END:
            at = self.run_clock.ends_by
            invites = t("the time at which it must end, or - for none")
            begins = self.run_clock.planned_start or self.host.now
            begins = self.run_clock.started or begins
            end = partial(self._moment, after=self.host.context.clock.local(begins))
            self._ask(t("Must end"), invites, lambda text: PlanEnd(run, end(text)), self._typed_moment(at))

    def _ask(self, label: str, invites: str, command: Callable[[str], Command], start: str = "") -> None:
        """Open the line for words from which `command` makes a change, with what would come of it as the echo."""

        def understood(text: str) -> str:
            session, now, local = self.host.session, self.host.now, self.host.context.clock.local
            after = session_clock(command(text).apply(session), now) if session else None
            if after is None:
                return ""
            start = after.planned_start if after.planned_start != self.run_clock.planned_start else None
            begins = f"{t('starts {time}', time=moment_of(start, now, local))}, " if start else ""
            return begins + ends(after, local)

        self.ask(LineRequest(label, invites, lambda text: self.carry_out(command(text)), understood), start)

    def _planned(self, stage: StageClock, text: str) -> Command:
        return PlanStage(self.run_clock.run, stage.id, self.host.now, None, read_minutes(text, stage.budget))

    def _moment(self, text: str, after: dt.datetime | None = None) -> dt.datetime | None:
        if text == NONE:
            return None
        context = self.host.context
        now, order = context.clock.local(self.host.now), context.config.date_order
        return read_moment(text, now, order, after, self.language)

    def _typed_moment(self, at: dt.datetime | None) -> str:
        return moment_of(at, self.host.now, self.host.context.clock.local) if at else ""

    def retitle(self) -> None:
        """Ask for the title of the stage under the cursor."""
        if (stage := self.stage) is not None:
            run = self.run_clock.run
            self._ask(t("Title"), "", lambda text: PlanStage(run, stage.id, self.host.now, text), stage.title)

    def add(self) -> None:
        """Ask for one more stage, which comes after the one under the cursor."""
        after = self.stage.id if self.stage is not None else None
        after = after or (self._first_place() if self.cursor == START else None)

        def command(text: str) -> Command:
            return AddStage(self.run_clock.run, self._new_stage(text), after)

        def does(text: str) -> None:
            add = command(text)
            assert isinstance(add, AddStage)
            self.carry_out(add, cursor=add.stage.id, said=t("added; u takes it back"))

        def understood(text: str) -> str:
            read = read_stage(text, spoken_kinds())
            return f"{t(KINDS[read.kind])}, {t('{minutes} min', minutes=minutes_words(read.seconds))}"

        self.ask(LineRequest(t("Add"), t("risks 10, or risks 10 and a title"), does, understood))

    def _first_place(self) -> str | None:
        return self.run_clock.stages[0].id if self.run_clock.stages else None

    def _new_stage(self, text: str) -> Stage:
        read = read_stage(text, spoken_kinds())
        return made_stage(read, self.scripts, self.run_clock.run, self.host.context.ids())

    def take_out(self) -> None:
        """Take out the stage under the cursor; one that has begun is marked as left out and stays in the record."""
        if self.stage is not None:
            stops = self.stops()
            next_cursor = stops[min(stops.index(self.stage.id) + 1, len(stops) - 1)]
            self.attempt(RemoveStage(self.run_clock.run, self.stage.id, self.host.now), cursor=next_cursor,
                         said=t("removed; u takes it back"))  # fmt: skip

    def earlier(self) -> None:
        """One place earlier."""
        self._move(-1)

    def later(self) -> None:
        """One place later."""
        self._move(1)

    def _move(self, by: int) -> None:
        if self.stage is not None:
            self.attempt(MoveStage(self.run_clock.run, self.stage.id, by, self.host.now))

    def fit(self) -> None:
        """Shrink what is still to come."""
        self.attempt(Fit(self.run_clock.run, self.host.now), said=t("shortened; u takes it back"))

    # A template of one's own.

    def keep(self) -> None:
        """Ask for the title of a template."""
        self.ask(LineRequest(t("Template"), t("its title"), self._keep))

    def _keep(self, title: str) -> Literal["waiting"] | None:
        opened = self.host.open_session
        if opened is None:
            return None
        background_then(self, partial(kept_as, opened, title), self._kept)
        return WAITING

    def _kept(self, outcome: tuple[str, str]) -> None:
        name, wrong = outcome
        if wrong:
            self.refuse(wrong)
        else:
            self.put_away()
            self._say(t("kept as the template {name}", name=name))


def kept_as(opened: OpenSession, title: str) -> tuple[str, str]:
    """Keep the agenda as a template: return its name, or why there is none."""
    try:
        return keep_template(opened, title), ""
    except (ExchangeError, Rejected) as why:
        return "", str(why)
