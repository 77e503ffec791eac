"""The plan for others: as text to read, as Markdown to pass on, as JSON for scripts."""
