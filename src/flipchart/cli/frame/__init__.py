"""What every verb stands on: arguments, streams, errors, and where and when it is."""
