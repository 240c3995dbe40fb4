"""Data files beside a problem: a .csv or .npy file becomes a list or a matrix of exact numbers.

The file lies in the folder of the problem or below it: a path that is absolute, climbs with ``..`` or goes through a
symbolic link is refused. A file of one row or one column is a list. A decimal is taken at its word (0.1 is 1/10).
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from duality.errors import ProblemError
from duality.language.limits import MAX_DATA_BYTES, MAX_DIGITS, MAX_EXPONENT_OF_TEN, MAX_NUMBERS
from duality.language.parameter_values import Array
from duality.language.source import Source
from duality.language.syntax import Quoted

_NUMBER = re.compile(r"[ \t]*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]{1,4}))?)[ \t]*", re.ASCII)

Cells = tuple[str | int | float, ...]


def load(source: Source, file: Quoted, folder: Path | None) -> Array:
    """The numbers of a data file; raises `ProblemError` at the file's name for anything that is not plain numbers."""
    return _Loader(source, file, folder).array()


class _Loader:
    def __init__(self, source: Source, file: Quoted, folder: Path | None) -> None:
        self.source = source
        self.file = file
        self.folder = folder

    def fault(self, message: str, help: str = "") -> ProblemError:
        return self.source.problem_error(message, self.file.start, self.file.end, help)

    def array(self) -> Array:
        path = self._path()
        suffix = path.suffix.lower()
        if suffix not in (".csv", ".npy"):
            raise self.fault(f"'{self.file.text}' is neither a .csv nor a .npy file")
        with self._open(path) as stream:
            return self._from_csv(stream) if suffix == ".csv" else self._from_npy(stream)

    def _path(self) -> Path:
        name = self.file.text
        if self.folder is None:
            raise self.fault(
                "load reads beside the problem's file, and this problem has none", "save it to a file first"
            )
        if not name.strip() or "\\" in name:
            raise self.fault(f"'{name}' is not the name of a data file", 'write load("b.csv"), with / between folders')
        pure = PurePosixPath(name)
        if pure.is_absolute() or PureWindowsPath(name).drive or ".." in pure.parts:
            raise self.fault(f"'{name}' lies outside the problem's folder", "keep data files beside the problem")
        path = self.folder
        for part in pure.parts:
            path = path / part
            if path.is_symlink():
                raise self.fault(f"'{name}' goes through a symbolic link", "copy the file beside the problem")
        return path

    def _open(self, path: Path) -> BinaryIO:
        name = self.file.text
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            stream = os.fdopen(os.open(path, flags), "rb")
        except FileNotFoundError:
            raise self.fault(f"there is no file '{name}' beside the problem") from None
        except IsADirectoryError:
            raise self.fault(f"'{name}' is a folder") from None
        except PermissionError:
            raise self.fault(f"'{name}' may not be read") from None
        except OSError as fault:
            raise self.fault(f"'{name}' cannot be read: {fault.strerror}") from fault
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_DATA_BYTES:
            stream.close()
            reason = "is no regular file" if not stat.S_ISREG(status.st_mode) else "is too large"
            raise self.fault(f"'{name}' {reason}", f"at most {MAX_DATA_BYTES // 1_000_000} MB of numbers are read")
        return stream

    def _shaped(self, entries: Cells, rows: int, columns: int) -> Array:
        if rows == 1 or columns == 1:
            return Array(entries, rows * columns)
        return Array(entries, rows, columns)

    def _too_many(self) -> ProblemError:
        return self.fault(f"'{self.file.text}' holds more than {MAX_NUMBERS:,} numbers", "load a part of it")

    # Text

    def _from_csv(self, stream: BinaryIO) -> Array:
        entries: list[str] = []
        rows, columns = 0, 0
        for line, text in self._lines(stream):
            cells = text.split(",")
            if rows and len(cells) != columns:
                raise self.fault(
                    f"'{self.file.text}', line {line}: {len(cells)} cells, where the lines above have {columns}",
                    "all lines of a matrix are equally long",
                )
            columns = len(cells)
            rows += 1
            if rows * columns > MAX_NUMBERS:
                raise self._too_many()
            entries += [self._cell(cell, line, column) for column, cell in enumerate(cells, 1)]
        if not rows:
            raise self.fault(f"'{self.file.text}' holds no numbers")
        return self._shaped(tuple(entries), rows, columns)

    def _lines(self, stream: BinaryIO) -> Iterator[tuple[int, str]]:
        """The lines that are not blank, with their numbers."""
        for line, raw in enumerate(stream, 1):
            try:
                text = raw.decode("utf-8-sig" if line == 1 else "utf-8")
            except UnicodeDecodeError:
                raise self.fault(f"'{self.file.text}', line {line}: this is not UTF-8 text") from None
            if text.strip():
                yield line, text.rstrip("\r\n")

    def _cell(self, cell: str, line: int, column: int) -> str:
        match = _NUMBER.fullmatch(cell)
        if match is None or len(match[1]) > MAX_DIGITS or abs(int(match[2] or 0)) > MAX_EXPONENT_OF_TEN:
            shown = cell.strip()[:30]
            what = f"'{shown}' is not a number" if shown else "a cell is empty"
            raise self.fault(
                f"'{self.file.text}', line {line}, cell {column}: {what}",
                "cells are numbers with a decimal point, with commas between them and no heading",
            )
        return match[1]

    # Binary

    def _from_npy(self, stream: BinaryIO) -> Array:
        import numpy as np

        try:
            data = np.load(stream, allow_pickle=False)
        except (ValueError, EOFError, OSError) as fault:
            raise self.fault(f"'{self.file.text}' is no .npy file of numbers: {fault}") from fault
        if not isinstance(data, np.ndarray) or data.dtype.kind not in "iuf" or data.dtype.itemsize > 8:
            kind = data.dtype.name if isinstance(data, np.ndarray) else "several arrays"
            raise self.fault(f"'{self.file.text}' holds {kind}, not real numbers")
        if data.size > MAX_NUMBERS:
            raise self._too_many()
        if data.ndim not in (1, 2) or data.size == 0:
            raise self.fault(f"'{self.file.text}' has the shape {data.shape}", "a list or a matrix is needed")
        if data.dtype.kind == "f" and not np.isfinite(data).all():
            raise self.fault(f"'{self.file.text}' holds a value that is not finite (NaN or infinity)")
        rows, columns = (data.shape[0], 1) if data.ndim == 1 else data.shape
        return self._shaped(tuple(data.ravel().tolist()), rows, columns)
