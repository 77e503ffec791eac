"""What a workshop is: pure rules and records; no input, no output, no clock, no randomness."""
