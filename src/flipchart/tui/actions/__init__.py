"""What the keys do: one small function an action, in a file a subject.

Each takes the room's screen, asks the page or the domain, and posts an Intent; none keeps state of its own.
"""
