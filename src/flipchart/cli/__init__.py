"""What people and scripts type: one file a verb, each importing only what it needs."""
