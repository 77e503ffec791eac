"""What every verb builds on: arguments, streams, errors, the clock and the folders."""
