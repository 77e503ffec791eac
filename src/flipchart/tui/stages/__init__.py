"""One file a stage kind: what it shows, what `a` and Enter open there, and which keys are named; pure."""
