"""Measure Flipchart against bare peers in one run, round by round: `python -m benchmarks`.

Each figure is a ratio of two values that were measured one right after the other; its median over all rounds is what
counts, and the spread is printed beside it. A quiet machine is not needed, but a loaded one widens the spread.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import commands, screen
from benchmarks.drawing import drawn
from benchmarks.measure import Figure, Result, Skipped, table

TEXTUAL, ALONE = "bare Textual", "the same, small"
FIGURES = (
    Figure("first frame, 20 steps", TEXTUAL, "s", 1.8, screen.first_frame(20)),
    Figure("first frame, 1,000 steps", TEXTUAL, "s", 2.2, screen.first_frame(1000)),
    Figure("first frame against a peer", "posting or harlequin", "s", 1, screen.first_frame_of_peer),
    Figure("run TITLE among 1,000", "among 1", "s", 1.15, screen.among(1000)),
    Figure("show TITLE among 1,000", "among 1", "s", 1.15, commands.show_among),
    Figure("clock running, bytes", "bare label at 1 Hz", "B/s", 6, screen.clock_bytes),
    Figure("clock running, CPU", "bare label at 1 Hz", "%", 2, screen.clock_cpu),
    Figure("not started, writes", "one in 5 s", "writes", 1, screen.idle_writes(paused=False)),
    Figure("paused, writes", "one in 5 s", "writes", 1, screen.idle_writes(paused=True)),
    Figure("key to paint p99, 20 steps", "bare Input", "ms", 2, screen.key_to_paint(20)),
    Figure("key to paint p99, 1,000 steps", "bare Input", "ms", 2, screen.key_to_paint(1000)),
    Figure("the same while saving", "bare Input", "ms", 2, screen.key_to_paint(1000, saving=True)),
    Figure("Enter to durable, 1,000 steps", "20 steps", "ms", 3, screen.durable),
    Figure("longest gap while saving", "idle loop", "ms", 0, commands.loop_gap, slack=25),
    Figure("pictures at 200 by 60", "at 80 by 24", "ms", 2, screen.pictures),
    Figure("memory of run", TEXTUAL, "MiB", 1.6, screen.memory),
    Figure("home, 10,000 sessions", "10 sessions", "s", 1.2, screen.home_screen),
    Figure("due, 10,000 sessions, cold", "tomli alone", "s", 1.6, commands.due_cold),
    Figure("due, nothing changed", "task list", "s", 0.8, commands.due_again),
    Figure("peak memory of due", "100 sessions", "MiB", 1.5, commands.peak("due", "--json")),
    Figure("peak memory of list", "100 sessions", "MiB", 1.5, commands.peak("list", "--json")),
    Figure("show --json", "import pydantic", "s", 2, commands.small("show", "last", "--json")),
    Figure("due", "import pydantic", "s", 2, commands.small("due")),
    Figure("due again", "import pydantic", "s", 2, commands.small("due", again=True)),
    Figure("list", "import pydantic", "s", 2, commands.small("list")),
    Figure("import of 20,000 rows", "csv and tomli-w", "s", 6, commands.import_rows),
    Figure("growth of import, to 20,000 rows", "linear", "exponent", 1.1, commands.import_growth),
    *(
        Figure(f"growth of {form}, to 10,000 steps", "linear", "exponent", 1.1, commands.export_growth(form))
        for form in commands.FORMATS
    ),
)


def measured(figures: Sequence[Figure], rounds: int) -> list[Result]:
    """Take the figures in turn, round after round, each time in an empty folder."""
    results = [Result(figure) for figure in figures]
    for number in range(rounds):
        for result in results:
            if result.skipped:
                continue
            print(f"round {number + 1} of {rounds}: {result.figure.name}", file=sys.stderr)
            with tempfile.TemporaryDirectory() as place:
                try:
                    result.pairs.append(result.figure.pair(Path(place)))
                except Skipped as why:
                    result.skipped = str(why)
                except TimeoutError as why:
                    result.skipped = f"failed: {str(why).splitlines()[0]}"
    return results


def main() -> int:
    """Parse the arguments, measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("only", nargs="*", metavar="WORDS", help="figures whose name has these words; else all")
    parser.add_argument("--rounds", type=int, default=11, help="paired rounds of each figure (11)")
    parser.add_argument("--json", metavar="FILE", help="write every pair into FILE")
    parser.add_argument("--svg", metavar="FILE", help="draw the medians and how times grow into FILE")
    args = parser.parse_args()
    figures = [it for it in FIGURES if not args.only or any(word in it.name for word in args.only)]
    results = measured(figures, args.rounds)
    print(table(results))
    if args.json:
        Path(args.json).write_text(json.dumps([it.as_json() for it in results], indent=1))
    if args.svg:
        Path(args.svg).write_text(drawn(results, commands.CURVES))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
