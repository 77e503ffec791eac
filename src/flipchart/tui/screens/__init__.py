"""The screens: wiring between the app's session and the widgets that show it."""
