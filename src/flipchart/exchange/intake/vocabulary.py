"""The words that people write into the cells of a list: English, as data."""

from collections.abc import Mapping

from flipchart.domain.plan import StepState


def _words(table: str) -> frozenset[str]:
    return frozenset(" ".join(part.split()) for part in table.split(","))


ROLES = _words("""
    admin, administration, administrator, administrators, analyst, assistant, associate, board, ceo, cfo, chair,
    champion, chief, clerk, clinician, clinicians, co-chair, consultant, consultants, contractor, coordinator,
    coordinators, cto, dept, deputy, developer, developers, director, directors, division, doctor, doctors, engineer,
    engineers, estates, executive,
    facilitator, finance, function, gp, gps, head, hr, ict, it, it-support, lead, leads,
    legal, librarian, manager, managers, marketing, matron, matrons, mgr, mgrs, nurse, nurses, nursing, officer,
    operations, ops, owner, pharmacist, pharmacy, pm, po, practitioner, president, procurement, programme, project,
    qa, receptionist, receptionists, registrar, representative, reps, sales, secretary, sponsor, steward, supervisor,
    supplier, suppliers, support, technician, trainer, treasurer, unit, user, users, vendor, volunteer, volunteers,
    vp, ward
""")
"""Words of names that say what somebody does, not who it is."""

NOTHING = _words(
    "none, nil, n/a, na, no, nothing, not needed, none needed, not required, none required, 0, zero, £0, $0, €0"
)
"""What people write where a step needs nothing."""

BLANK = frozenset("-–—−‒·•.…_") | {"--", "---", "..."}
"""What stands in a cell that is as good as empty: signs alone. A "?" asks something, and "n/a" says something."""

YES = _words("yes, y, x, true, 1, ✓, ✔, ✅, ☑, ☒, done, complete, completed")
NO = _words("no, n, false, 0, ☐, ✗, ✘, not yet")

_STATES: Mapping[StepState, str] = {
    "open": """open, to do, todo, to-do, not started, not yet started, new, not begun, planned, backlog, outstanding,
        unstarted, not done, ready, pending start, yet to start, scheduled, triage""",
    "doing": """in progress, in-progress, inprogress, under way, underway, doing, started, wip, work in progress,
        ongoing, on-going, active, begun, partly done, partially complete, partially completed, on track,
        in review, in hand, being done, commenced, in development""",
    "blocked": "blocked, stuck, on hold, on-hold, waiting, paused, stalled, held up, waiting for others",
    "done": """done, complete, completed, finished, closed, achieved, resolved, fixed, implemented, delivered,
        ✓, ✔, ✅, ☑, completed and closed, accomplished""",
    "dropped": """dropped, cancelled, canceled, rejected, abandoned, withdrawn, won't do, wont do, will not do,
        discarded, not doing, won't fix, not taken forward""",
}  # fmt: skip
STATES: Mapping[str, StepState] = {word: state for state, table in _STATES.items() for word in _words(table)}
"""What became of a step, by the words that people have for it. Colours are none: green may be done or on track."""
