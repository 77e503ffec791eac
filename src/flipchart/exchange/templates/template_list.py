"""Where templates are kept: the built-in ones in the package, a user's own in the config folder."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.domain.errors import ExchangeError
from flipchart.domain.said import said, say
from flipchart.domain.text import clean, folded, meant

if TYPE_CHECKING:
    from flipchart.domain.agenda import Template

DEFAULT = "action-planning"
_BUILT_IN = Path(__file__).parents[2] / "agendas"
_LARGEST = 1024 * 1024
_LONGEST_NAME = 40


def template_names(user_dir: Path | None = None) -> tuple[str, ...]:
    """Return the names of all templates, the default first, then the built-in ones, then the user's own.

    A user's template of the same name stands in for the built-in one.
    """
    built_in = _stems(_BUILT_IN)
    own = _stems(user_dir) if user_dir and user_dir.is_dir() else []
    names = sorted(built_in, key=lambda name: (name != DEFAULT, name))
    return tuple(names + [name for name in sorted(own) if name not in built_in])


def template_place(name: str, user_dir: Path | None = None) -> Path:
    """Return the file of a template. Raises ExchangeError, naming the ones there are, for an unknown name."""
    names = template_names(user_dir)
    if name not in names:
        near = meant(name, names)
        raise ExchangeError(f"There is no template '{clean(name)}'{near} There are: {', '.join(names)}.")
    if user_dir and (own := user_dir / f"{name}.toml").is_file():
        return own
    return _BUILT_IN / f"{name}.toml"


def template_text(name: str, user_dir: Path | None = None) -> str:
    """Return a template's TOML as it stands in its file, comments included.

    Raises ExchangeError for an unknown name, a file that cannot be read or one that is not UTF-8.
    """
    place = template_place(name, user_dir)
    try:
        data = place.read_bytes()
    except OSError as error:
        raise ExchangeError(f"{place} cannot be read: {error.strerror}.") from error
    if len(data) > _LARGEST:
        raise ExchangeError(f"{place} is larger than 1 MiB; a template is a page of text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{place} is not UTF-8 at byte {error.start}; save it as UTF-8.") from error


def copy_template(name: str, user_dir: Path) -> Path:
    """Copy a built-in template into `user_dir`, for its owner to change, and return the new file.

    Raises ExchangeError where the user already has one of that name, or the folder cannot be written.
    """
    text = template_text(name, user_dir)
    target = user_dir / f"{name}.toml"
    try:
        if not user_dir.is_dir():
            user_dir.mkdir(parents=True, mode=0o700)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        if target.is_file():
            raise ExchangeError(f"{target} is already there; change it, or move it away first.") from error
        raise ExchangeError(f"{target} cannot be written: {error.strerror}.") from error
    return target


def save_template(template: "Template", user_dir: Path) -> str:
    """Write a template of one's own into `user_dir`, and return the name that its title makes.

    Raises ExchangeError where there is a template of that name already, or the folder cannot be written.
    """
    name = re.sub(r"[^a-z0-9]+", "-", folded(template.title)).strip("-")[:_LONGEST_NAME].strip("-")
    if not name:
        raise ExchangeError(said("The title of a template needs a letter or a number."))
    if name in template_names(user_dir):
        raise ExchangeError(say("There is a template “{name}” already: type another title.", name=name))
    import tomli_w  # noqa: PLC0415 - templates are read far more often than written

    from flipchart.exchange.writers.json import as_row  # noqa: PLC0415 - likewise

    try:
        if not user_dir.is_dir():
            user_dir.mkdir(parents=True, mode=0o700)
        with (user_dir / f"{name}.toml").open("x", encoding="utf-8", newline="\n") as file:
            file.write(tomli_w.dumps(as_row(template)))
    except OSError as error:
        raise ExchangeError(say("The template was not kept: {why}.", why=error.strerror)) from error
    return name


def _stems(folder: Path) -> list[str]:
    return [item.name.removesuffix(".toml") for item in folder.iterdir() if _is_template(item)]


def _is_template(item: Path) -> bool:
    return item.name.endswith(".toml") and not item.name.startswith(".") and item.is_file()
