"""The instant and the place from which a plan is looked at, for words such as "Fri 20 Nov"."""

import datetime as dt
from collections.abc import Callable

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.when import saying


class View(Struct, frozen=True):
    """`now` is an aware instant; `zone` turns any instant into the zone of the people who read."""

    now: dt.datetime
    zone: Callable[[dt.datetime], dt.datetime]

    @classmethod
    def of(cls, clock: Clock) -> "View":
        """Return the view at this moment of `clock`."""
        return cls(clock.now(), clock.local)

    def local(self, instant: dt.datetime) -> dt.datetime:
        """Return `instant` in the people's zone; at the ends of the calendar, where that fails, as it is."""
        try:
            return self.zone(instant)
        except (OverflowError, OSError, ValueError):
            return instant

    @property
    def today(self) -> dt.date:
        """The day it is where the people are."""
        return self.local(self.now).date()

    def day(self, date: dt.date) -> str:
        """Return "Fri 20 Nov", with the year where it is not this one."""
        return saying.day(date, self.today)

    def by_day(self, date: dt.date) -> str:
        """Return "by Fri 20 Nov", or "was due Tue 3 Nov" where it is past."""
        return saying.by_day(date, self.today)

    def moment(self, instant: dt.datetime) -> str:
        """Return "Tue 24 Nov 09:00"."""
        return saying.moment(self.local(instant), self.today)

    def full_day(self, date: dt.date) -> str:
        """Return "Fri 20 Nov 2026", for what is read long after it was written."""
        return saying.day(date, dt.date.min)

    def full_moment(self, instant: dt.datetime) -> str:
        """Return "Tue 24 Nov 2026 09:00"."""
        local = self.local(instant)
        return f"{self.full_day(local.date())} {local:%H:%M}"
