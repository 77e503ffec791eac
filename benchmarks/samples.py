"""Session folders made from a seed: plain TOML text, so that nothing of the program under test is needed."""

import random
from pathlib import Path

PEOPLE = ("Ana Lopes", "Bea Moreau", "Chen Wei", "Dana Okafor", "Emil Novak", "Fay Andersson")
VERBS = ("Draft", "Book", "Ask", "Walk", "Measure", "Print", "Agree", "Test")
THINGS = ("the intake form", "a room for the clinic", "legal about the path", "the tally sheet", "two patients")


def session(seed: int, steps: int, title: str, *, running: str = "") -> str:
    """Return a session's text; `running` is an instant since which its second stage has been running."""
    pick = random.Random(seed)
    rows = [
        "format = 1", f'id = "b{seed:07d}"', f'title = "{title}"', "created = 2026-11-02T09:00:00Z",
        f"people = [{', '.join(chr(34) + name + chr(34) for name in PEOPLE)}]", "",
        "[[improvements]]", 'id = "imp00001"', 'text = "Answer the phone"', "",
    ]  # fmt: skip
    for number in range(steps):
        state = pick.choice(("open", "open", "open", "doing", "done"))
        day = pick.randrange(1, 29)
        rows += [
            "[[steps]]", f'id = "s{number:07d}"',
            f'text = "{pick.choice(VERBS)} {pick.choice(THINGS)}, part {number}"', f'state = "{state}"',
            'improvement = "imp00001"', f'owner = "{pick.choice(PEOPLE)}"', f"due = 2026-12-{day:02d}",
            f"first_due = 2026-12-{day:02d}", *(["finished = 2026-11-20"] if state == "done" else []), "",
        ]  # fmt: skip
    rows += ["[[runs]]", 'id = "run00001"', 'kind = "workshop"', 'template = "action-planning"', ""]
    for number, (kind, length) in enumerate((("introduce", 120), ("define", 590), ("assign", 180)), 1):
        rows += [
            "[[stages]]", f'id = "stg0000{number}"', 'run = "run00001"', f'kind = "{kind}"',
            f'title = "{kind.capitalize()}"', f"seconds = {length}", 'prompt = "What happens first?"', "",
        ]  # fmt: skip
    if running:
        rows += ["[[timing]]", 'run = "run00001"', f"at = {running}", 'event = "start"', 'stage = "stg00002"', ""]
    return "\n".join((*rows, "[end]", "complete = true", ""))


def folder(place: Path, count: int, steps: int, seed: int = 1) -> Path:
    """Fill a folder with sessions; the title of the last one by name is "Zebra crossing"."""
    place.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        title = "Zebra crossing" if number == count - 1 else f"Team {number:05d} improves"
        (place / f"2026-11-02-{number:05d}.toml").write_text(session(seed + number, steps, title), "utf-8")
    return place
