"""The commands that people and scripts type: one file for each verb, importing only what it needs."""
