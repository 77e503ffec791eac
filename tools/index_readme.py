"""The README for a package index, where links into the repository lead nowhere: hatchling runs this at each build."""

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

HERE = Path(__file__).parent.parent


def for_index(text: str, url: str) -> str:
    """Return a page with whole addresses in place of its links and pictures, from the `url` of the repository."""
    text = re.sub(r"(!\[[^\]]*\])\((?!https?:)([^)\s]+)\)", rf"\1({url}/raw/main/\2)", text)
    return re.sub(r"(\[[^\]]*\])\((?!https?:|#)([^)\s]+)\)", rf"\1({url}/blob/main/\2)", text)


class IndexReadme(MetadataHookInterface):
    """Gives the package its README and its addresses; FLIPCHART_URL names the repository, as the release does."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set what the index shows."""
        text = (HERE / "README.md").read_text("utf-8")
        url = os.environ.get("FLIPCHART_URL", "").rstrip("/")
        if url:
            text = for_index(text, url)
            metadata["urls"] = {
                "Homepage": url,
                "Documentation": f"{url}/tree/main/docs",
                "Changelog": f"{url}/blob/main/CHANGELOG.md",
                "Issues": f"{url}/issues",
            }
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
