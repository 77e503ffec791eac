"""What the keys do: one small function an action, in a file a subject.

Each takes a SessionFrame, asks the page or the domain, and returns an Outcome; none keeps state of its own.
"""
