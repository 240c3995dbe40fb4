"""bind A = [[1, 2], [3, 4]], b = load("b.csv"), lam = 1/10: data for the letters of a statement."""

from __future__ import annotations

from pathlib import Path

from duality.statements.language.cursor import Cursor
from duality.statements.language.data import literal
from duality.statements.nodes import Sign
from duality.statements.sizes import Shape, Size


def bindings(cursor: Cursor, folder: Path | None) -> list[tuple[str, object]]:
    """The (name, value) pairs of the line; a file is kept by its name and read when the data is needed."""
    found = [_one(cursor, folder)]
    while cursor.accept(","):
        found.append(_one(cursor, folder))
    if cursor.token.kind != "end":
        raise cursor.unexpected("',' or the end of the line")
    return found


def _one(cursor: Cursor, folder: Path | None) -> tuple[str, object]:
    name = cursor.expect("name", "the name of a parameter")
    known = cursor.names.declared.get(name.text)
    if (known is None or known.role != "parameter") and name.text not in cursor.names.sizes:
        raise cursor.unknown(name)
    cursor.expect("=", "'='")
    if cursor.token.kind == "name" and cursor.token.text == "load":
        return name.text, _loaded(cursor, folder)
    return name.text, literal(cursor)[0]


def loaded(cursor: Cursor, folder: Path | None) -> tuple[object, Shape, Sign]:
    """param A = load("A.csv"): the numbers, their shape and the sign that they all have."""
    import numpy as np

    value = _loaded(cursor, folder)
    array = np.asarray(value, dtype=float)
    rows, columns = (*array.shape, 1, 1)[:2]
    sign: Sign = "positive" if (array > 0).all() else "nonnegative" if (array >= 0).all() else "any"
    return value, (Size(rows), Size(columns)), sign


def _loaded(cursor: Cursor, folder: Path | None) -> object:
    start = cursor.take()
    cursor.expect("(", "'('")
    file = cursor.expect("string", "the name of a file in quotes")
    cursor.expect(")", "')'")
    name = file.text[1:-1]
    if folder is None:
        raise cursor.fault(
            "a text without a folder loads no files", start.start, file.end, "read the statement from its file"
        )
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise cursor.fault("data is loaded from beside the statement only", start.start, file.end)
    if not path.exists():
        raise cursor.fault(f"there is no file '{name}' beside the statement", start.start, file.end)
    return _numbers(cursor, path, file.start, file.end)


def _numbers(cursor: Cursor, path: Path, start: int, end: int) -> object:
    import numpy as np

    if path.suffix == ".npy":
        return _tuples(np.load(path, allow_pickle=False).tolist())
    if path.suffix == ".npz":
        with np.load(path, allow_pickle=False) as archive:
            if len(archive.files) == 1:
                return _tuples(archive[archive.files[0]].tolist())
        from scipy import sparse

        return _tuples(sparse.load_npz(path).toarray().tolist())
    try:
        return _tuples(np.loadtxt(path, delimiter=",", ndmin=1).tolist())
    except ValueError as fault:
        raise cursor.fault(f"'{path.name}' is not a table of numbers: {fault}", start, end) from fault


def _tuples(value: object) -> object:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
