"""The terminal beneath the screens: what comes in told apart, what goes out never waited for, all given back.

`driver` is the only module of the project that uses what Textual keeps to itself.
"""
