"""The terminal beneath the screens: what comes in is told apart, what goes out never blocks, all is given back.

Besides `textual_private`, `driver` and `cells` are the only modules that use what Textual and Rich keep to
themselves.
"""
