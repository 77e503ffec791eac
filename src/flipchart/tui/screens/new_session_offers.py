"""What a group's earlier sessions offer a new one, on the page where it is made: one question each, that waits.

Open steps come along or stay; what the last session leaves fills fields that are still empty, where it can be seen
and changed; durations are those of the group's record.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.clock import Clock
from flipchart.domain.agenda import TemplateStage
from flipchart.domain.clock_words import shown
from flipchart.domain.group_context import OpenElsewhere, open_elsewhere
from flipchart.domain.group_record import Duration, LastPlan, durations, last_plan, of_group
from flipchart.domain.learning import Suggestion, seconds_after, suggestion_words, suggestions
from flipchart.domain.saying import KINDS, counted, name_key
from flipchart.domain.when import day
from flipchart.exchange.templates.template_list import DEFAULT
from flipchart.store.catalogue import each, sessions_of, without_copies
from flipchart.store.errors import StoreError
from flipchart.tui.background import aside_then
from flipchart.tui.screens.carry import CarryScreen
from flipchart.tui.text.questions import Question
from flipchart.tui.widgets.chooser import Chooser
from flipchart.tui.widgets.inputs import FieldBox
from flipchart.tui.widgets.list_area import ListArea

if TYPE_CHECKING:
    from flipchart.tui.screens.new_session import NewSessionScreen


ROOMY = 100
"""Columns from which on the durations that were taken have room beside the agenda."""


@dataclass(frozen=True, slots=True)
class GroupOffer:
    """What the earlier sessions of a group have for a new one."""

    last: LastPlan | None
    durations: tuple[Duration, ...]
    open: tuple[OpenElsewhere, ...] = ()


Offers = Mapping[str, GroupOffer]
"""By the group's name in the form in which spellings are equal (see name_key)."""


def read_offers(folder: Path, clock: Clock) -> Offers:
    """Return what every group of the folder has; nothing where it cannot be read."""
    try:
        every = [it.session for it in sessions_of(without_copies(each(folder, clock)))]
    except StoreError:
        return {}
    groups = {name_key(it.group): it.group or "" for it in every if name_key(it.group)}
    now = clock.now()
    kin = {key: of_group(every, name) for key, name in groups.items()}
    return {key: GroupOffer(last_plan(it, key), durations(it, now), open_elsewhere(it)) for key, it in kin.items()}


def look_for_offers(page: "NewSessionScreen") -> None:
    """Read the folder, beside the event loop."""
    context = page.flipchart.context

    def arrived(offers: Offers) -> None:
        page.offers = offers
        consider(page)

    aside_then(page, partial(read_offers, context.sessions_dir, context.clock), arrived)


def consider(page: "NewSessionScreen") -> None:
    """Ask what there is to ask about the group that was named, once each, and not while its name is being typed."""
    focused = page.focused.id if page.focused is not None else None
    key = name_key(page.typed()["group"])
    offer = page.offers.get(key)
    if offer is None or focused == "group" or page.question is not None or page.making:
        return
    if offer.open and _first_time(page, f"carry:{key}"):
        page.question = _carry_question(page, key, offer.open)
    elif (last := offer.last) is not None and _first_time(page, f"last:{key}"):
        page.question = _last_question(page, last)
    elif (found := suggestions(offer.durations, _agenda(page))) and _first_time(page, f"times:{key}:{page.template}"):
        page.question = _times_question(page, found)


def _first_time(page: "NewSessionScreen", what: str) -> bool:
    new = what not in page.asked
    page.asked.add(what)
    return new


def _times_question(page: "NewSessionScreen", found: tuple[Suggestion, ...]) -> Question:
    take = partial(_take_times, page, (page.template, found))
    return Question("times", suggestion_words(found, _agenda(page)), ("plan it", take), ("leave it", _nothing))


def _carry_question(page: "NewSessionScreen", key: str, steps: tuple[OpenElsewhere, ...]) -> Question:
    every = tuple(it.place for it in steps)
    one = len(every) == 1
    text = f"{counted(len(every), 'step')} {'is' if one else 'are'} open from before."
    it = "it" if one else "them"
    return Question(
        "carry", text, (f"carry {it} over", partial(_take_along, page, key, every)),
        (f"leave {it} there", partial(_take_along, page, key, ())),
        third=None if one else ("choose", partial(_choose, page, key, steps)),
    )  # fmt: skip


def _take_along(page: "NewSessionScreen", key: str, places: tuple[str, ...]) -> None:
    page.carried = (key, places)


def _choose(page: "NewSessionScreen", key: str, steps: tuple[OpenElsewhere, ...]) -> None:
    context = page.flipchart.context

    def chosen(places: tuple[str, ...] | None) -> None:
        if places is not None:
            _take_along(page, key, places)
        else:
            page.asked.discard(f"carry:{key}")
            consider(page)

    today = context.clock.local(context.clock.now()).date()
    page.app.push_screen(CarryScreen(steps, today, context.config.ascii), chosen)


def carried(page: "NewSessionScreen") -> tuple[str, ...] | None:
    """The places of the steps that come along, () where they were left, None where that was not answered."""
    key, places = page.carried
    return places if key and key == name_key(page.typed()["group"]) else None


def carried_words(page: "NewSessionScreen") -> str:
    """What stands beside the group: how many of its open steps come along."""
    places = carried(page)
    return f"{counted(len(places), 'step')} from before" if places else ""


def _last_question(page: "NewSessionScreen", last: LastPlan) -> Question:
    context = page.flipchart.context
    today = context.clock.local(context.clock.now()).date()
    on = day(context.clock.local(last.on).date(), today)
    text = f"Last time, {on}: {last.words}."
    return Question("last", text, ("begin with them", partial(_take_last, page, last)), ("begin anew", _nothing))


def _nothing() -> None:
    """Leave it as it is."""


def _take_last(page: "NewSessionScreen", last: LastPlan) -> None:
    """Fill the fields that are empty; the agenda too, where another was not chosen."""
    _fill(page, "people", ", ".join(last.people))
    _fill(page, "facilitator", last.facilitator or "")
    _fill(page, "improvements", "\n".join(" ".join(text.split()) for text in last.improvements))
    names = [choice.name for choice in page.choices]
    if last.template in names and page.template == DEFAULT:
        page.query_one(Chooser).index = names.index(last.template)
        page.turned()


def _fill(page: "NewSessionScreen", name: str, words: str) -> None:
    box = page.query_one(f"#{name}")
    if isinstance(box, ListArea) and not box.text.strip():
        box.text = words
    elif isinstance(box, FieldBox) and not box.value.strip():
        box.value = words


def _take_times(page: "NewSessionScreen", taken: tuple[str, tuple[Suggestion, ...]]) -> None:
    page.times_taken = taken


def taken(page: "NewSessionScreen") -> tuple[Suggestion, ...]:
    """The durations that were taken for the agenda that is chosen."""
    template, found = page.times_taken
    return found if template == page.template else ()


def seconds_taken(page: "NewSessionScreen") -> tuple[int, ...]:
    """The seconds of every stage, where durations were taken; else nothing, which leaves the template's."""
    found = taken(page)
    return seconds_after(found, _agenda(page)) if found else ()


def taken_words(page: "NewSessionScreen") -> str:
    """What stands beside the agenda: "Define 7:30", in few words where there is little room."""
    words = ", ".join(f"{KINDS[it.past.kind]} {shown(it.suggested)}" for it in taken(page))
    return "your times" if words and page.app.size.width < ROOMY else words


def _agenda(page: "NewSessionScreen") -> tuple[TemplateStage, ...]:
    return next((choice.stages for choice in page.choices if choice.name == page.template), ())
