"""MPS and LP files, read and written by HiGHS: names, ranges, bounds, integers and quadratic objectives are kept."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from duality.errors import BackendUnavailable, ProblemError
from duality.named_tuples import NamedTuple
from duality.solving.model_files.model import Column, Model, ModelRow
from duality.solving.solvers import highs

_NUMBER = r"[-+]?\s*(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_SIGN = r"(<=|=<|<|>=|=>|>)"
_RANGE = re.compile(
    rf"(?m)^(?P<label>[ \t]*(?P<name>[^\s:]+)[ \t]*:)?[ \t]*(?P<first>{_NUMBER})\s*{_SIGN}"
    rf"(?P<body>[^<>=:\n]*[A-Za-z][^<>=:\n]*){_SIGN}\s*(?P<last>{_NUMBER})[ \t]*$"
)
_BOUNDS = re.compile(r"(?im)^[ \t]*bounds?[ \t]*$")


class Ranged(NamedTuple):
    """The text with one end a row, and the other ends: (row, "lower" or "upper", value)."""

    text: str
    ends: tuple[tuple[str, str, float], ...]


def without_ranges(text: str) -> Ranged:
    """Rows before the bounds, whose own double ends every reader takes."""
    bounds = _BOUNDS.search(text)
    head, tail = (text, "") if bounds is None else (text[: bounds.start()], text[bounds.start() :])
    ends: list[tuple[str, str, float]] = []

    def one_end(match: re.Match[str]) -> str:
        below = match[4].startswith("<") or match[4] == "=<"
        name = match["name"] or f"range{len(ends) + 1}"
        ends.append((name, "lower" if below else "upper", float(match["first"].replace(" ", ""))))
        return f" {name}: {match['body'].strip()} {'<=' if below else '>='} {match['last']}"

    return Ranged(_RANGE.sub(one_end, head) + tail, tuple(ends))


Ends = tuple[tuple[str, str, float], ...]
"""Ends of rows that are set after reading: row, side, value."""


def read_model(path: Path) -> Model:
    """The model of an .mps or .lp file (or .gz of one); raises `ProblemError` where HiGHS cannot read it."""
    highspy = _library()
    if not path.is_file():
        raise ProblemError(f"there is no file {path}")
    solver, ends = highs(1e-9), ()
    failed = solver.readModel(str(path)) == highspy.HighsStatus.kError
    if failed and path.suffix.lower() == ".lp":
        failed, ends = _read_without_ranges(highspy, solver, path)
    if failed:
        kind = "MPS" if ".mps" in path.name.lower() else "LP"
        raise ProblemError(
            f"{path} is no {kind} file that HiGHS can read",
            help="check its sections; in LP files a product is written '2 x', a square '[ x ^ 2 ] / 2'",
        )
    model = solver.getModel()
    if model.lp_.num_col_ == 0:
        raise ProblemError(f"{path} holds no variables", help="check that it is the file that was meant")
    return _with_ends(_told(highspy, path, model.lp_, model.hessian_), ends)


def _read_without_ranges(highspy: Any, solver: Any, path: Path) -> tuple[bool, Ends]:
    ranged = without_ranges(path.read_text(encoding="utf-8", errors="replace"))
    if not ranged.ends:
        return True, ()
    with TemporaryDirectory() as folder:
        plain = Path(folder) / path.name
        plain.write_text(ranged.text, encoding="utf-8")
        return solver.readModel(str(plain)) == highspy.HighsStatus.kError, ranged.ends


def _with_ends(model: Model, ends: Ends) -> Model:
    known = {(name, side): value for name, side, value in ends}
    rows = tuple(
        row._replace(lower=known.get((row.name, "lower"), row.lower), upper=known.get((row.name, "upper"), row.upper))
        for row in model.rows
    )
    return model._replace(rows=rows)


def _library() -> Any:
    try:
        import highspy
    except ImportError as missing:
        raise BackendUnavailable("highspy reads and writes MPS and LP files; pip install highspy") from missing
    return highspy


def _told(highspy: Any, path: Path, lp: Any, hessian: Any) -> Model:
    kinds = highspy.HighsVarType
    integrality = list(lp.integrality_) or [kinds.kContinuous] * lp.num_col_
    names = list(lp.col_names_) or [f"x{k + 1}" for k in range(lp.num_col_)]
    odd = next(
        (n for n, kind in zip(names, integrality, strict=True) if kind not in (kinds.kContinuous, kinds.kInteger)), ""
    )
    if odd:
        raise ProblemError(f"the column {odd} is semi-continuous, which statements do not have", help="state the set")
    columns = tuple(
        Column(name, float(cost), float(low), float(high), kind == kinds.kInteger)
        for name, cost, low, high, kind in zip(
            names, lp.col_cost_, lp.col_lower_, lp.col_upper_, integrality, strict=True
        )
    )
    rows = list(lp.row_names_) or [f"r{k + 1}" for k in range(lp.num_row_)]
    terms = _terms(highspy, lp)
    return Model(
        path.name.split(".")[0],
        lp.sense_ == highspy.ObjSense.kMaximize,
        float(lp.offset_),
        columns,
        tuple(
            ModelRow(name, tuple(terms[k]), float(low), float(high))
            for k, (name, low, high) in enumerate(zip(rows, lp.row_lower_, lp.row_upper_, strict=True))
        ),
        _hessian(hessian),
    )


def _terms(highspy: Any, lp: Any) -> list[list[tuple[int, float]]]:
    matrix = lp.a_matrix_
    starts, places, values = list(matrix.start_), list(matrix.index_), list(matrix.value_)
    by_rows = matrix.format_ == highspy.MatrixFormat.kRowwise
    found: list[list[tuple[int, float]]] = [[] for _ in range(lp.num_row_)]
    for line in range(len(starts) - 1):
        for k in range(starts[line], starts[line + 1]):
            row, column = (line, places[k]) if by_rows else (places[k], line)
            found[row].append((column, float(values[k])))
    return found


def _hessian(hessian: Any) -> tuple[tuple[int, int, float], ...]:
    starts, places, values = list(hessian.start_), list(hessian.index_), list(hessian.value_)
    found: dict[tuple[int, int], float] = {}
    for column in range(hessian.dim_):
        for k in range(starts[column], starts[column + 1]):
            pair = (min(places[k], column), max(places[k], column))
            found.setdefault(pair, float(values[k]))
    return tuple((i, j, value) for (i, j), value in found.items() if value)


def model_file(model: Model, suffix: str) -> bytes:
    """The model as an .mps or .lp file."""
    highspy = _library()
    solver = highs(1e-9)
    solver.passModel(_stated(highspy, model))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"model{suffix}"
        if solver.writeModel(str(path)) == highspy.HighsStatus.kError:
            raise ProblemError(f"HiGHS cannot write a {suffix} file of this model")
        return path.read_bytes()


def _stated(highspy: Any, model: Model) -> Any:
    import numpy as np

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.columns), len(model.rows)
    lp.sense_ = highspy.ObjSense.kMaximize if model.maximize else highspy.ObjSense.kMinimize
    lp.offset_ = model.offset
    lp.col_cost_ = np.array([c.cost for c in model.columns])
    lp.col_lower_ = np.array([c.lower for c in model.columns])
    lp.col_upper_ = np.array([c.upper for c in model.columns])
    lp.row_lower_ = np.array([r.lower for r in model.rows])
    lp.row_upper_ = np.array([r.upper for r in model.rows])
    lp.col_names_ = [c.name for c in model.columns]
    lp.row_names_ = [r.name for r in model.rows]
    if any(c.integer for c in model.columns):
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if c.integer else kinds.kContinuous for c in model.columns]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(r.terms) for r in model.rows)])
    lp.a_matrix_.index_ = np.array([i for r in model.rows for i, _ in r.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([v for r in model.rows for _, v in r.terms])
    whole = highspy.HighsModel()
    whole.lp_ = lp
    if model.hessian:
        entries = sorted((i, j, v) for i, j, v in model.hessian)
        counts = np.bincount([i for i, _, _ in entries], minlength=len(model.columns))
        whole.hessian_.dim_ = len(model.columns)
        whole.hessian_.format_ = highspy.HessianFormat.kTriangular
        whole.hessian_.start_ = np.concatenate(([0], np.cumsum(counts)))
        whole.hessian_.index_ = np.array([j for _, j, _ in entries], dtype=np.int32)
        whole.hessian_.value_ = np.array([v for _, _, v in entries])
    return whole
