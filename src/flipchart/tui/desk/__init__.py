"""What only the facilitator sees: the script, what to ask, times, loads, and what the room sees; pure."""
