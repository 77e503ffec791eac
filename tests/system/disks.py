"""Disks of a test's own: one in memory that can be full, and ones in a file that can lose their power."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from needs import need_program, need_root, refused

MIB = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """A file system: the command that makes it, its Debian package, its least size, and how a copy is mounted."""

    make: tuple[str, ...]
    package: str
    size: int
    options: str = "loop"


KINDS = {
    "ext4": Kind(("mkfs.ext4", "-q"), "e2fsprogs", 32 * MIB),
    "xfs": Kind(("mkfs.xfs", "-q"), "xfsprogs", 320 * MIB),
    "btrfs": Kind(("mkfs.btrfs", "-q"), "btrfs-progs", 128 * MIB),
}


@contextmanager
def mounted(folder: Path, *words: str) -> Iterator[Path]:
    """Mount something on a folder for a while; skip where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *words, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        refused(f"mount {' '.join(words[:2])}", done.stderr)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False, capture_output=True)
        # What is still busy is taken away as soon as it no longer is, so that no test leaves a mount behind.
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


@contextmanager
def memory_disk(folder: Path, options: str) -> Iterator[Path]:
    """A tmpfs, such as one with `size=1m`."""
    need_root()
    with mounted(folder, "-t", "tmpfs", "-o", options, "none") as disk:
        yield disk


class Image:
    """A file system in a file, which is copied as a power cut would leave it: with what the disk was given."""

    def __init__(self, folder: Path, name: str) -> None:
        need_root()
        self.kind = KINDS[name]
        need_program(self.kind.make[0], self.kind.package)
        need_program("losetup", "util-linux")
        self._folder, self._file = folder, folder / "disk.img"
        with self._file.open("wb") as file:
            file.truncate(self.kind.size)
        made = subprocess.run([*self.kind.make, str(self._file)], capture_output=True, text=True, check=False)
        if made.returncode:
            refused(f"make {name}", made.stderr)
        self._copies = 0

    @contextmanager
    def mounted(self) -> Iterator[Path]:
        """Mount it."""
        with mounted(self._folder / "disk", "-o", self.kind.options, str(self._file)) as disk:
            yield disk

    def cut(self) -> Path:
        """Copy what the disk holds at this moment; what the system still keeps in its memory is not in it."""
        self._copies += 1
        copy = self._folder / f"cut-{self._copies}.img"
        subprocess.run(["cp", "--sparse=always", "--reflink=auto", str(self._file), str(copy)], check=True)
        return copy

    @contextmanager
    def after(self, copy: Path) -> Iterator[Path]:
        """Mount a copy, as after the power came back; the disk itself must not be mounted then."""
        with mounted(self._folder / "after", "-o", self.kind.options, str(copy)) as disk:
            yield disk
        copy.unlink()


def fill(folder: Path) -> list[Path]:
    """Write into a folder's disk until nothing more goes in; removing the file that is returned frees it."""
    filler = folder / "filler"
    free = shutil.disk_usage(folder).free
    with filler.open("wb", buffering=0) as file:
        try:
            while free > 0:
                free -= file.write(b"x" * 4096)
            while file.write(b"x"):
                pass
        except OSError:
            return [filler]
    return [filler]


def use_up_names(folder: Path) -> list[Path]:
    """Make files in a folder until its disk takes no more of them; return them."""
    made: list[Path] = []
    try:
        while len(made) < 100:
            each = folder / f"filler-{len(made)}"
            each.touch(exist_ok=False)
            made.append(each)
    except OSError:
        return made
    return made
