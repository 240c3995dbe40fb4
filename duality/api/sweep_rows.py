"""What a sweep found at one point of its grid, and tables of such rows: CSV and JSON lines, written and read again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from duality.errors import ProblemError
from duality.named_tuples import NamedTuple

ANSWERS = ("status", "p*", "p* label", "d*", "d* label", "gap", "verdict", "seconds", "error")
"""The columns behind those of the grid."""

Point = tuple[tuple[str, Any], ...]
"""Values by name, in the order of the grid."""


class SweepRow(NamedTuple):
    """p*, d*, the gap and the verdict at one point; ``error`` says why there are none."""

    point: Point
    status: str = ""
    primal: float | None = None
    primal_label: str = ""
    dual: float | None = None
    dual_label: str = ""
    gap: float | None = None
    verdict: str = ""
    seconds: float = 0.0
    error: str = ""
    variables: tuple[tuple[str, Any], ...] = ()
    multipliers: tuple[tuple[str, Any], ...] = ()

    def cells(self) -> list[Any]:
        """The row of a table."""
        answers = (self.status, self.primal, self.primal_label, self.dual, self.dual_label, self.gap, self.verdict)
        return [*(value for _, value in self.point), *answers, round(self.seconds, 4), self.error]

    def record(self) -> dict[str, Any]:
        """The row as plain values, with x* and the multipliers."""
        found = dict(zip([name for name, _ in self.point] + list(ANSWERS), map(_plain, self.cells()), strict=True))
        return {**found, "x*": dict(self.variables), "multipliers": dict(self.multipliers)}


def _plain(value: Any) -> Any:
    """Infinities as words, which JSON has no numbers for."""
    if isinstance(value, float) and abs(value) == float("inf"):
        return "inf" if value > 0 else "-inf"
    return value


def csv_header(names: Sequence[str]) -> str:
    return _line([*names, *ANSWERS])


def csv_line(row: SweepRow) -> str:
    return _line(["" if value is None else value for value in row.cells()])


def json_line(row: SweepRow) -> str:
    return json.dumps(row.record(), ensure_ascii=False, default=str) + "\n"


def _line(cells: Iterable[Any]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()


def rows_of(path: Path, names: Sequence[str]) -> list[SweepRow]:
    """The rows of an earlier run; a last line that was cut off is left out.

    Raises `ProblemError` for a table of another grid, and for a file that is none.
    """
    if not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8")
        records = _from_json(text) if path.suffix == ".jsonl" else _from_csv(text, path, names)
        return [_row(record, names) for record in records]
    except KeyError as missing:
        raise ProblemError(
            f"{path} is a table of another sweep: it has no column {missing}", help="choose another file"
        ) from None
    except OSError as fault:
        raise ProblemError(f"{path} cannot be read: {fault.strerror}", help="choose another file") from fault
    except ProblemError:
        raise
    except (ValueError, TypeError, AttributeError, csv.Error) as fault:
        raise ProblemError(f"{path} is no table of a sweep", help="choose another file") from fault


def _from_json(text: str) -> list[dict[str, Any]]:
    found = []
    for line in text.splitlines(keepends=True):
        if line.endswith("\n") and line.strip():
            found.append(json.loads(line))
    return found


def _from_csv(text: str, path: Path, names: Sequence[str]) -> list[dict[str, Any]]:
    whole = text[: text.rfind("\n") + 1]
    lines = list(csv.reader(io.StringIO(whole)))
    if not lines:
        return []
    if lines[0] != [*names, *ANSWERS]:
        raise ProblemError(f"{path} is a table of another sweep: its columns differ", help="choose another file")
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _row(record: Mapping[str, Any], names: Sequence[str]) -> SweepRow:
    point = tuple((name, record[name]) for name in names)
    status, primal, primal_label, dual, dual_label, gap, verdict, seconds, error = (record[name] for name in ANSWERS)
    return SweepRow(
        point,
        status,
        _number(primal),
        primal_label,
        _number(dual),
        dual_label,
        _number(gap),
        verdict,
        float(seconds),
        error,
        tuple((record.get("x*") or {}).items()),
        tuple((record.get("multipliers") or {}).items()),
    )


def _number(value: Any) -> float | None:
    return None if value in (None, "") else float(value)


def key_of(point: Point) -> tuple[tuple[str, str], ...]:
    """Points are the same where they print alike: a table keeps its numbers as text."""
    return tuple((name, str(value)) for name, value in point)
