"""What can be put in between on the spot, with its own words for the room and the desk."""

from flipchart.domain.agenda import Challenge, Stage

PREMORTEM = Stage(
    id="-",
    run="-",
    kind="risks",
    title="Pre-mortem",
    seconds=60,
    prompt="Three months on, none of this has happened. Why?",
    say=(
        "Imagine that it is three months from now, and none of this has happened. Sixty seconds, silently: write "
        "down one reason. Then we go round, one reason each and no debate, and the likely ones become if-then lines."
    ),
    watch="Talking during the minute, and reasons that are somebody's fault. Ask for what happened, not for who.",
    challenges=(
        Challenge(
            sign="Nobody writes anything",
            response="Give a reason of your own first, a small and honest one, and let the minute go on.",
        ),
        Challenge(
            sign="Every reason is outside our control",
            response="Keep the reason and ask only for the then: what do you do on the morning it happens?",
        ),
    ),
)
"""A minute of imagined hindsight, which finds more reasons and more specific ones (Mitchell et al. 1989)."""
