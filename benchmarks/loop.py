"""Prints the longest gap of an event loop in ms, idle or while the session in FILE is saved five times."""

import asyncio
import sys
import time
from pathlib import Path


async def longest(seconds: float) -> float:
    """Look at the clock as often as the loop allows."""
    end, last, gap = time.perf_counter() + seconds, time.perf_counter(), 0.0
    while last < end:
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        gap, last = max(gap, now - last), now
    return gap * 1000


async def saving(path: Path) -> float:
    """Change the session and hand it to the saver, again and again, while the loop is watched."""
    from flipchart.clock import SystemClock  # noqa: PLC0415 - the idle loop must not import it
    from flipchart.store.codec import decode  # noqa: PLC0415
    from flipchart.store.saver import Saver  # noqa: PLC0415
    from flipchart.tui.process import TURN  # noqa: PLC0415

    sys.setswitchinterval(TURN)
    clock, data = SystemClock(), path.read_bytes()
    session = decode(data, name=str(path), made=clock.now())
    saver = Saver(path, data, clock, state=path.parent / "state")
    watch = asyncio.create_task(longest(3.0))
    for number in range(5):
        saver.submit(session.revise(title=f"Plan {number}"))
        await asyncio.sleep(0.5)
    gap = await watch
    saver.close(5.0)
    return gap


if __name__ == "__main__":
    print(asyncio.run(saving(Path(sys.argv[1])) if len(sys.argv) > 1 else longest(3.0)))
