#!/usr/bin/env bash
# textual 8.2.8: a timer that is set for once may never fire, and says nothing.
#
# A timer begins by noting the time, and then looks at the time again. Where the
# moment has passed between the two, it counts the moment as missed and goes on to
# the next; a timer for one moment (`set_timer`) has no next, and ends. A delay of
# a tenth of a microsecond shows it at once. A delay of 8 ms needs a machine that
# stops the program for longer just there, which a busy one does now and then.
#
# It matters to every program in a window: Textual itself waits with such a timer of
# 1/120 s before it tells the screens of a new size, and sets no other as long as it
# waits for this one. From then on no change of the window reaches a screen. Below,
# the clock that only timers read is set ahead by 20 ms a look while the window changes.
#
# Seen on the first run:
#> of 200 timers of 0.1 us, all fired: False
#> of 20 timers of 50 ms, all fired: True
#> window 100x30, screen 80x24
#> clock as usual again, window 60x20, screen 80x24
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
python3 -m venv "$T/v" && "$T/v/bin/pip" install -q --disable-pip-version-check textual==8.2.8 >&2 || exit 2
cat >"$T/try.py" <<'EOF2'
import asyncio
from itertools import count
from textual import _time
from textual.app import App


class Few(App[None]):
    fired = 0

    def hit(self) -> None:
        self.fired += 1


async def fire(number: int, delay: float) -> None:
    app = Few()
    async with app.run_test() as pilot:
        for _ in range(number):
            app.set_timer(delay, app.hit)
        await pilot.pause(1.0)
    told = f"{delay * 1e6:.1f} us" if delay < 1e-3 else f"{delay * 1e3:.0f} ms"
    print(f"of {number} timers of {told}, all fired: {app.fired == number}")


def told(app: App[None]) -> str:
    window, screen = app.size, app.screen.outer_size
    return f"window {window.width}x{window.height}, screen {screen.width}x{screen.height}"


async def resize() -> None:
    app = Few()
    async with app.run_test(size=(80, 24)) as pilot:
        usual, looks = _time.get_time, count(step=0.02)
        _time.get_time = lambda: next(looks)
        await pilot.resize_terminal(100, 30)
        await asyncio.sleep(0.5)
        print(told(app))
        _time.get_time = usual
        await pilot.resize_terminal(60, 20)
        await asyncio.sleep(0.5)
        print("clock as usual again,", told(app))


asyncio.run(fire(200, 1e-7))
asyncio.run(fire(20, 0.05))
asyncio.run(resize())
EOF2
"$T/v/bin/python" "$T/try.py" >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
