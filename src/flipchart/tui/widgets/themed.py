"""What all our widgets of words share."""

from textual.widget import Widget


class Themed(Widget):
    """A widget whose words are coloured by the theme, which Textual's own caches do not see change."""

    def on_mount(self) -> None:
        """Paint again under another theme."""
        self.watch(self.app, "theme", self._recolour, init=False)

    def _recolour(self) -> None:
        self.refresh()
