"""Everything that can be done to a session, each as one frozen command."""
