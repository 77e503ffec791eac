"""One open session: opened, watched, driven, saved, exported, recovered; without Textual."""
