"""Where things are kept: the folders of the configuration, of the state and of the sessions."""

import os
import stat
from pathlib import Path

from flipchart.domain.said import say
from flipchart.store.errors import place, shown

APP = "flipchart"

KNOWN = 30
"""The most cells that a folder's name may take in a sentence."""


def config_dir() -> Path:
    """Return the folder of `config.toml` and of a user's own templates.

    `FLIPCHART_CONFIG` names another folder, or the file itself when it ends in `.toml`.
    """
    named = os.environ.get("FLIPCHART_CONFIG")
    if not named:
        from platformdirs import user_config_path  # noqa: PLC0415 - costs start-up time, often not needed

        return user_config_path(APP, appauthor=False)
    path = Path(named).expanduser()
    return path.parent if path.suffix == ".toml" else path


def config_file() -> Path:
    """Return the path of the configuration, which need not exist."""
    named = Path(os.environ.get("FLIPCHART_CONFIG") or "")
    return config_dir() / (named.name if named.suffix == ".toml" else "config.toml")


def state_dir() -> Path:
    """Return the folder of backups, drafts and rescue copies, on a disk of this machine.

    `FLIPCHART_STATE` names another one.
    """
    if named := os.environ.get("FLIPCHART_STATE"):
        return Path(named).expanduser()
    from platformdirs import user_state_path  # noqa: PLC0415 - costs start-up time, often not needed

    return user_state_path(APP, appauthor=False)


def cache_dir() -> Path:
    """Return the folder for files that can be made again at any time."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - costs start-up time, often not needed

    return user_cache_path(APP, appauthor=False)


def sessions_dir(given: Path | None = None, configured: Path | None = None) -> Path:
    """Return the folder of the sessions: `--dir`, else `FLIPCHART_DIR`, else the configured one, else the default."""
    named = given or os.environ.get("FLIPCHART_DIR") or configured
    return Path(named).expanduser() if named else usual_sessions_dir()


def usual_sessions_dir() -> Path:
    """Return the default sessions folder, a visible one among the person's documents.

    If the hidden folder that earlier versions used exists, it stays in use.
    """
    from platformdirs import user_data_path, user_documents_path  # noqa: PLC0415 - costs start-up time

    earlier = user_data_path(APP, appauthor=False) / "sessions"
    return earlier if earlier.is_dir() else user_documents_path() / "Flipchart"


def known_as(folder: Path) -> str:
    """Return a folder by a short name such as "Documents/Flipchart", never its whole path."""
    home = Path.home()
    if folder == home:
        return say("your home folder")
    inside = folder.relative_to(home).parts if folder.is_relative_to(home) else folder.parts[-1:]
    return shown("/".join(inside[-2:]), KNOWN)


def private_folder(path: Path) -> Path:
    """Make a folder, and those above it that are missing, for this user alone (0700), and return it.

    A folder that exists is left as it is. Raises OSError.
    """
    if not path.is_dir():
        private_folder(path.parent)
        path.mkdir(0o700, exist_ok=True)
    return path


def open_to_all(folder: Path) -> str:
    """Return a sentence where everybody on this machine may write to a folder, and nothing elsewhere.

    Whoever may write there can put another file in a session's place. Windows has no such mode.
    """
    try:
        everybody = folder.stat().st_mode & stat.S_IWOTH and os.name == "posix"
    except OSError:
        return ""
    if not everybody:
        return ""
    return f"{place(folder)}: everybody on this machine may write to this folder. `chmod o-w` takes that away."
