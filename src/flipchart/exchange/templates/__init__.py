"""The agendas that a session can start from: six of our own, and those of the person at the desk."""
