"""Problems out of files, and data files beside them."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from duality.errors import ProblemError, ProblemSyntaxError
from duality.language import parse, read
from duality.model.expression import Negative, Number

_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def statement(folder: Path, text: str | bytes, name: str = "p.dual") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def fault_of(path: Path | str) -> ProblemError:
    with pytest.raises(ProblemError) as fault:
        read(path)
    return fault.value


# The problem file


@pytest.mark.parametrize(
    "data",
    [
        b"title \xc3\xa4\nmin x\n",
        b"\xef\xbb\xbftitle \xc3\xa4\nmin x\n",
        b"title \xc3\xa4\r\nmin x\r\n",
        b"title \xc3\xa4\rmin x",
    ],
)
def test_a_file_is_utf8(tmp_path: Path, data: bytes) -> None:
    problem = read(statement(tmp_path, data))
    assert problem == parse("title \u00e4\nmin x")
    assert read(str(tmp_path / "p.dual")) == problem


def test_settings_reach_the_parameters(tmp_path: Path) -> None:
    path = statement(tmp_path, "param m = 1\nmin m*x")
    assert str(read(path, {"m": "3"}).objective) == "3*x"


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = statement(tmp_path, "min x y")
    assert fault_of(path).file == str(path)


def test_latin_1_is_refused_with_its_place(tmp_path: Path) -> None:
    path = statement(tmp_path, "note \u00e4 gr\u00f6\u00dfer".encode("latin-1") + b"\nmin x")
    fault = fault_of(path)
    assert isinstance(fault, ProblemSyntaxError)
    assert (fault.line, fault.column) == (1, 6)
    path = statement(tmp_path, "note \u00e4\r\nmin x  # ".encode() + b"\xe4 b\xe4\nmax y")
    fault = fault_of(path)
    assert (fault.line, fault.column) == (2, 10)
    assert "0xE4" in fault.message
    assert "UTF-8" in fault.help
    assert "min x  # \ufffd b" in str(fault)
    assert "max y" not in str(fault)


def test_binary_files_are_refused(tmp_path: Path) -> None:
    assert "U+0000" in fault_of(statement(tmp_path, b"min x\0")).message
    assert "UTF-16" in fault_of(statement(tmp_path, "min x".encode("utf-16"))).help
    assert "not UTF-8" in fault_of(statement(tmp_path, bytes(range(256)))).message


def test_what_cannot_be_read(tmp_path: Path) -> None:
    assert "there is no file" in fault_of(tmp_path / "missing.dual").message
    assert "is a folder" in fault_of(tmp_path).message
    assert "cannot be read" in fault_of("a\0b").message
    assert "larger than 2 MB" in fault_of(statement(tmp_path, b"#" * 2_000_001)).message
    assert fault_of(tmp_path / "missing.dual").location is None


@pytest.mark.skipif(_IS_ROOT, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = statement(tmp_path, "min x")
    path.chmod(0)
    assert "may not be read" in fault_of(path).message


def test_permission_errors_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert "may not be read" in fault_of(tmp_path / "p.dual").message


# Data files


def loaded(folder: Path, name: str = "b.csv", expression: str = "b[1]") -> object:
    return read(statement(folder, f'param b = load("{name}")\nmin 0*x + {expression}'))


def entries(folder: Path, name: str, places: list[str]) -> list[object]:
    rows = "\n".join(f"x >= b[{place}]" for place in places)
    problem = read(statement(folder, f'param b = load("{name}")\nmin x\ns.t.\n{rows}'))
    return [row.comparison.expressions[1] for row in problem.rows]


def n(value: str) -> Number:
    return Number(Fraction(value))


def test_a_csv_matrix_is_exact(tmp_path: Path) -> None:
    statement(tmp_path, "0.1, -2.5e-3,5.\r\n+3,.5 ,1e3\r\n\r\n", "A.csv")
    assert entries(tmp_path, "A.csv", ["1, 1", "1, 2", "1, 3", "2, 1", "2, 2", "2, 3"]) == [
        n("1/10"),
        Negative(n("1/400")),
        n("5"),
        n("3"),
        n("1/2"),
        n("1000"),
    ]


@pytest.mark.parametrize("text", ["1\n2\n3\n", "1,2,3", "\ufeff1,2,3\r\n", "\n1\n\n2\n3"])
def test_one_row_or_one_column_is_a_list(tmp_path: Path, text: str) -> None:
    statement(tmp_path, text, "b.csv")
    assert entries(tmp_path, "b.csv", ["1", "2", "3"]) == [n("1"), n("2"), n("3")]


def test_data_files_may_lie_in_a_folder_beside(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    statement(tmp_path / "data", "7", "b.csv")
    assert entries(tmp_path, "data/b.csv", ["1"]) == [n("7")]


def test_npy(tmp_path: Path) -> None:
    np.save(tmp_path / "A.npy", np.array([[0.1, -2.0], [3.0, 4.5]]))
    assert entries(tmp_path, "A.npy", ["1, 1", "1, 2", "2, 2"]) == [n("1/10"), Negative(n("2")), n("9/2")]
    np.save(tmp_path / "b.npy", np.array([1, 2**60 + 1]))
    assert entries(tmp_path, "b.npy", ["1", "2"]) == [n("1"), n(str(2**60 + 1))]
    np.save(tmp_path / "c.npy", np.array([[5], [6]], dtype=np.uint8))
    assert entries(tmp_path, "c.npy", ["2"]) == [n("6")]


def test_len_and_sums_of_loaded_data(tmp_path: Path) -> None:
    statement(tmp_path, "1,2,3", "b.csv")
    path = statement(
        tmp_path, 'param b = load("b.csv")\nparam n = len(b)\nvar w[1..n]\nmin sum(b[i]*w[i] for i in 1..n)'
    )
    assert str(read(path).objective) == "w[1] + 2*w[2] + 3*w[3]"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../secret.csv", "outside the problem's folder"),
        ("data/../../secret.csv", "outside the problem's folder"),
        ("/etc/passwd", "outside the problem's folder"),
        ("/etc/passwd.csv", "outside the problem's folder"),
        ("C:/secret.csv", "outside the problem's folder"),
        ("..\\secret.csv", "not the name of a data file"),
        ("", "not the name of a data file"),
        ("missing.csv", "there is no file"),
        ("p.dual", "neither a .csv nor a .npy"),
        ("folder.csv", "is a folder"),
        ("link.csv", "symbolic link"),
        ("linked/secret.csv", "symbolic link"),
        ("pipe.csv", "no regular file"),
    ],
)
def test_files_that_are_not_read(tmp_path: Path, name: str, words: str) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "folder.csv").mkdir()
    (folder / "data").mkdir()
    secret = tmp_path / "secret.csv"
    secret.write_text("8675309")
    (folder / "link.csv").symlink_to(secret)
    (folder / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.csv")
    path = statement(folder, f'min x\nparam b = load("{name}")')
    fault = fault_of(path)
    assert words in fault.message
    assert (fault.line, fault.column) == (2, 16)
    assert "8675309" not in str(fault)


def test_a_text_without_a_file_loads_nothing() -> None:
    with pytest.raises(ProblemError, match="this problem has none"):
        parse('param b = load("b.csv")\nmin x')


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("1,2\n3,four\n", "line 2, cell 2: 'four' is not a number"),
        ("a,b\n1,2\n", "line 1, cell 1: 'a' is not a number"),
        ("1,2\n3\n", "line 2: 1 cells, where the lines above have 2"),
        ("1,2\n3,4,5\n", "line 2: 3 cells"),
        ("1,nan\n", "'nan' is not a number"),
        ("1,inf\n", "'inf' is not a number"),
        ("1,,2\n", "cell 2: a cell is empty"),
        ("1;2\n", "'1;2' is not a number"),
        ("1_000\n", "'1_000' is not a number"),
        ("\u0661\n", "is not a number"),
        ("1e999\n", "is not a number"),
        ("1e99999999999\n", "is not a number"),
        ("9" * 401, "is not a number"),
        ("\n\n", "holds no numbers"),
        ('"1"\n', "is not a number"),
    ],
)
def test_a_csv_at_fault(tmp_path: Path, data: str, words: str) -> None:
    statement(tmp_path, data, "b.csv")
    fault = fault_of(statement(tmp_path, 'param b = load("b.csv")\nmin x'))
    assert words in fault.message
    assert (fault.line, fault.column) == (1, 16)


def test_a_csv_that_is_not_text(tmp_path: Path) -> None:
    statement(tmp_path, b"1,2\n\xe4,1\n", "b.csv")
    assert "line 2: this is not UTF-8" in fault_of(statement(tmp_path, 'param b = load("b.csv")\nmin x')).message


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.array([1.0, np.nan]), "not finite"),
        (np.array([1.0, np.inf]), "not finite"),
        (np.array([1 + 2j]), "complex128"),
        (np.array(["a"]), "not real numbers"),
        (np.array([True]), "bool"),
        (np.zeros((2, 2, 2)), "the shape (2, 2, 2)"),
        (np.zeros((0,)), "the shape (0,)"),
        (np.array(3.0), "the shape ()"),
    ],
)
def test_an_npy_at_fault(tmp_path: Path, array: np.ndarray, words: str) -> None:
    np.save(tmp_path / "b.npy", array)
    assert words in fault_of(statement(tmp_path, 'param b = load("b.npy")\nmin x')).message


def test_pickled_objects_are_never_loaded(tmp_path: Path) -> None:
    np.save(tmp_path / "b.npy", np.array([{}], dtype=object), allow_pickle=True)
    assert "no .npy file of numbers" in fault_of(statement(tmp_path, 'param b = load("b.npy")\nmin x')).message
    (tmp_path / "b.npy").write_bytes(b"")
    assert "no .npy file of numbers" in fault_of(statement(tmp_path, 'param b = load("b.npy")\nmin x')).message


def test_too_many_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duality.language.load.MAX_NUMBERS", 5)
    statement(tmp_path, "1,2\n3,4\n5,6\n", "b.csv")
    assert "more than 5 numbers" in fault_of(statement(tmp_path, 'param b = load("b.csv")\nmin x')).message
    np.save(tmp_path / "b.npy", np.zeros(6))
    assert "more than 5 numbers" in fault_of(statement(tmp_path, 'param b = load("b.npy")\nmin x')).message
    monkeypatch.setattr("duality.language.load.MAX_DATA_BYTES", 5)
    assert "too large" in fault_of(statement(tmp_path, 'param b = load("b.csv")\nmin x')).message


def test_the_language_needs_no_heavy_import() -> None:
    import subprocess
    import sys

    statement = "param b = [1, 2]\\nvar w[1..2]\\nmin sum(b[i]*w[i]^2 for i in 1..2)\\ns.t. w[1] + w[2] >= 1/2"
    code = (
        f"import sys; from duality.language import parse, write; write(parse('{statement}'))\n"
        "print([name for name in ('sympy', 'numpy', 'scipy', 'cvxpy', 'difflib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
