"""The disk: how sessions are read, written, kept safe, merged and found again."""
