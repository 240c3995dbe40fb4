"""Files that commands write: beside the old one, then renamed, so that a failed run leaves the old one as it was."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from duality.errors import ProblemError


def write_file(content: bytes, out: str) -> None:
    """Puts the content into the file; `ProblemError` says why it cannot be written.

    A link stays, what it points to is renewed. What is no regular file (a device, a pipe) and what lies in a folder
    where nothing can be added is written in place.
    """
    if not out:
        raise ProblemError("the name of the file to write is empty", help="name one with -o")
    try:
        target = Path(os.path.realpath(out))
        if _in_place(target):
            target.write_bytes(content)
        else:
            _renewed(target, content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ProblemError(f"cannot write {out}: {reason}", help="choose another file with -o") from error


def _in_place(target: Path) -> bool:
    try:
        regular = stat.S_ISREG(target.stat().st_mode)
    except FileNotFoundError:
        return False
    return not regular or (not os.access(target.parent, os.W_OK) and os.access(target, os.W_OK))


def _renewed(target: Path, content: bytes) -> None:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    descriptor, beside = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        os.chmod(beside, mode)
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
