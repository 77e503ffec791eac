"""The screens: they show the session and ask for changes; every rule lives further down."""
