"""Wrong usage, some two hundred kinds of it: one line says what is wrong and where, the next what to do; codes hold."""

from __future__ import annotations

import os
import pickle
import shlex
import sys
from pathlib import Path

import pytest

FILES = {
    "ok.dual": b"min x^2 + y^2\ns.t. budget: x + y >= 1\n",
    "lp.dual": b"param m = 2\nmin x + 2*y\ns.t. r: x + y >= m\n x >= 0\n y >= 0\n",
    "letters.dual": b"param a\nmin (x - a)^2\ns.t. x <= 1\n",
    "empty.dual": b"",
    "blank.dual": b"\n\n  \n",
    "comment.dual": b"# nothing\n",
    "title.dual": b"title only\n",
    "nul.dual": b"\0" * 100,
    "bin.dual": bytes(range(256)) * 20,
    "utf16.dual": "min x^2\n".encode("utf-16"),
    "utf16be.dual": "min x^2\n".encode("utf-16-be"),
    "utf32.dual": "min x^2\n".encode("utf-32"),
    "latin1.dual": "title Größe\nmin x^2\n".encode("latin-1"),
    "feed.dual": b"min x^2\x0cs.t. x >= 1\n",
    "escape.dual": b"title \x1b[31mred\x1b[0m \x07\nmin x^2\n",
    "name.dual": b"min x^2\ns.t. a\x1b[2Jb: x >= 1\n",
    "turned.dual": "min x^2 s.t. x >= \u202e1\n".encode(),
    "huge.dual": b"min " + b"x + " * 700_000 + b"x\n",
    "long.dual": b"# " + b"a" * 3_000_000 + b"\nmin x^2\n",
    "deep.dual": b"min " + b"(" * 20000 + b"x" + b")" * 20000 + b"\n",
    "minus.dual": b"min " + b"-" * 20000 + b"x\n",
    "family.dual": b"var x[1..10^9]\nmin sum(x)\n",
    "power.dual": b"min x^(10^9)\n",
    "tower.dual": b"min 9^9^9^9*x\n",
    "load.dual": b'param b = load("/etc/passwd")\nmin x*b[1]\n',
    "up.dual": b'param b = load("../../../etc/passwd")\nmin x*b[1]\n',
    "missing.dual": b'param b = load("none.csv")\nmin x*b[1]\n',
    "linked.dual": b'param b = load("zero.csv")\nmin x*b[1]\n',
    "piped.dual": b'param b = load("pipe.csv")\nmin x*b[1]\n',
    "folder.dual": b'param b = load("d.csv")\nmin x*b[1]\n',
    "pickle.dual": b'param b = load("p.pkl")\nmin x*b[1]\n',
    "object.dual": b'param b = load("o.npy")\nmin x*b[1]\n',
    "none.dual": b'param b = load("e.csv")\nmin x*b[1]\n',
    "ragged.dual": b'param b = load("bad.csv")\nmin x*b[1]\n',
    "nan.dual": b'param b = load("nan.csv")\nmin x*b[1]\n',
    "json.dual": b'param b = load("b.json")\nmin x*b[1]\n',
    "o.npy": b"\x93NUMPY\x01\x00v\x00" + b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(117) + b"\n",
    "p.pkl": pickle.dumps([1, 2]),
    "e.csv": b"",
    "bad.csv": b"1,2\n3\n",
    "nan.csv": b"1,nan\n",
    "bin.csv": bytes(range(256)),
    "bin.jsonl": bytes(range(256)),
    "half.jsonl": b'{"m": 1}\n',
    "list.jsonl": b"[1, 2]\n",
    "b.json": b"{}",
    "bad.mps": b"NAME\nROWS\n N obj\n X foo\nENDATA\n",
    "empty.mps": b"",
    "cut.mps": b"NAME t\nROWS\n N obj\n L c1\nCOLUMNS\n x obj",
    "bin.mps": bytes(range(256)) * 3,
    "bad.lp": b"Minimize\n obj: x\nSubject To\n c1: x + y >=\nEnd\n",
    "empty.lp": b"",
    "code.py": b'import os\nos.system("true")\n',
    "new\nline.dual": b"min x y\n",
    "esc\x1b[31m.dual": b"min x y\n",
}

COMMANDS = r"""
solve | 2 | required: FILE
solve nosuch | 2 | there is no file and no shipped problem 'nosuch'
solve nosuch.dual | 2 | there is no file 'nosuch.dual'
solve minnorm | 2 | did you mean 'min-norm'?
solve folder | 2 | 'folder' is a folder
solve . | 2 | '.' is a folder
solve "" | 2 | the name of the file is empty
solve " " | 2 | the name of the file is empty
solve empty.dual | 2 | the problem has no objective
solve blank.dual | 2 | the problem has no objective
solve comment.dual | 2 | the problem has no objective
solve title.dual | 2 | the problem has no objective
solve nul.dual | 2 | control character U+0000
solve bin.dual | 2 | looks like a binary file
solve utf16.dual | 2 | saved as UTF-16; save it as UTF-8
solve utf16be.dual | 2 | control character U+0000
solve utf32.dual | 2 | save it as UTF-8
solve latin1.dual | 2 | Latin-1
solve feed.dual | 2 | control character U+000C
solve escape.dual | 2 | control character U+001B
solve name.dual | 2 | control character U+001B
solve turned.dual | 2 | U+202E
solve huge.dual | 2 | larger than 2 MB
solve long.dual | 2 | larger than 2 MB
solve deep.dual | 2 | nested deeper than 100
solve minus.dual | 2 | more than 100 signs in a row
solve family.dual | 2 | more than 100,000 variables
solve power.dual | 2 | beyond 1000
solve tower.dual | 2 | more than 400 digits
solve load.dual | 2 | lies outside the problem's folder
solve up.dual | 2 | lies outside the problem's folder
solve missing.dual | 2 | there is no file 'none.csv' beside the problem
solve linked.dual | 2 | goes through a symbolic link
solve piped.dual | 2 | is no regular file
solve folder.dual | 2 | is a folder
solve pickle.dual | 2 | neither a .csv nor a .npy file
solve object.dual | 2 | no .npy file of numbers
solve none.dual | 2 | holds no numbers
solve ragged.dual | 2 | line 2: 1 cells
solve nan.dual | 2 | 'nan' is not a number
solve json.dual | 2 | neither a .csv nor a .npy file
solve circle.dual | 2 | Too many levels of symbolic links
solve dangling.dual | 2 | there is no file 'dangling.dual'
solve /dev/null | 2 | the problem has no objective
solve /dev/zero | 2 | larger than 2 MB
solve bad.mps | 2 | is no MPS file that HiGHS can read
solve empty.mps | 2 | is no MPS file that HiGHS can read
solve cut.mps | 2 | is no MPS file that HiGHS can read
solve bin.mps | 2 | is no MPS file that HiGHS can read
solve bad.lp | 2 | is no LP file that HiGHS can read
solve empty.lp | 2 | holds no variables
solve nosuch.mps | 2 | there is no file nosuch.mps
solve code.py | 2 | unexpected character '.'
solve -dash.dual | 2 | required: FILE
solve "new\nline.dual" | 2 | new␊line.dual:1:7
solve "esc\x1b[31m.dual" | 2 | esc␛[31m.dual:1:7
solve LONGNAME | 2 | there is no file and no shipped problem
solve ok.dual --jobs 0 | 2 | not a whole number from 1
solve ok.dual --jobs -1 | 2 | not a whole number from 1
solve ok.dual --jobs two | 2 | not a whole number from 1
solve ok.dual --jobs 1e3 | 2 | not a whole number from 1
solve ok.dual --jobs \uff19 | 2 | not a whole number from 1
solve ok.dual --time-limit 0 | 2 | not a positive number
solve ok.dual --time-limit -1 | 2 | not a positive number
solve ok.dual --time-limit nan | 2 | not a positive number
solve ok.dual --time-limit inf | 2 | not a positive number
solve ok.dual --time-limit abc | 2 | not a positive number
solve ok.dual --time-limit 1e300 | 2 | leave it out for no limit
solve ok.dual --time-limit | 2 | expected one argument
solve ok.dual --memory 0 | 2 | not a positive number
solve ok.dual --memory 1e-6 | 2 | not from 0.25 to 65536 GiB
solve ok.dual --memory 1e30 | 2 | not from 0.25 to 65536 GiB
solve ok.dual --memory lots | 2 | not a positive number
solve ok.dual --tol 0 | 2 | not a positive number
solve ok.dual --tol -1 | 2 | not a positive number
solve ok.dual --tol abc | 2 | not a positive number
solve ok.dual --format pdf | 2 | invalid choice: 'pdf'
solve ok.dual --format | 2 | expected one argument
solve ok.dual --notation greek | 2 | invalid choice: 'greek'
solve ok.dual --lang fr | 2 | invalid choice: 'fr'
solve ok.dual --require weak | 2 | invalid choice: 'weak'
solve ok.dual --keep-bounds-in-domain --dualize-domain | 2 | not allowed with
solve ok.dual --set | 2 | expected one argument
solve ok.dual --set m | 2 | not NAME=VALUE
solve ok.dual --set m= | 2 | not NAME=VALUE
solve ok.dual --set =5 | 2 | not NAME=VALUE
solve ok.dual --set q=5 | 2 | 'q' is not a parameter of this problem
solve ok.dual --set x=5 | 2 | 'x' is not a parameter of this problem
solve ok.dual --set "\x1b[31m=5" | 2 | '␛[31m' is not a parameter
solve lp.dual --set m=abc | 2 | 'abc' is not a parameter
solve lp.dual --set m=1/0 | 2 | a division by zero
solve lp.dual --set m=inf | 2 | 'inf' is no number
solve lp.dual --set m=1e999 | 2 | the exponent of ten is beyond 400
solve lp.dual --set m=9^9^9^9 | 2 | more than 400 digits
solve lp.dual --set "m=1; min y" | 2 | one constant
solve lp.dual --set "m=1\nmin x" | 2 | one constant
solve lp.dual --set m=x | 2 | 'x' is not a parameter
solve lp.dual --set m=[1,2] | 2 | is a list of 2, not a number
solve ok.dual -o "" | 2 | the name of the file to write is empty
solve ok.dual -o / | 2 | cannot write /: Is a directory
solve ok.dual -o nosuch/x.txt | 2 | No such file or directory
solve ok.dual -o folder | 2 | Is a directory
solve ok.dual -o /dev/full | 2 | No space left on device
solve ok.dual -o x.pdf | 2 | no report is written as .pdf
solve ok.dual -o x.PNG | 2 | no report is written as .png
solve ok.dual --bogus | 2 | unrecognized arguments: --bogus
solve ok.dual "--\x1b[31m" | 2 | unrecognized arguments: --␛[31m
solve ok.dual --tim 5 | 2 | unrecognized arguments
slove ok.dual | 2 | did you mean 'solve'?
Solve ok.dual | 2 | did you mean 'solve'?
ok.dual | 2 | write duality solve ok.dual
frobnicate | 2 | the commands are solve, derive
--bogus | 2 | unrecognized arguments
--completion fish | 2 | invalid choice: 'fish'
--completion | 2 | expected one argument
derive | 2 | required: FILE
derive nosuch | 2 | no shipped problem 'nosuch'
derive empty.dual | 2 | the problem has no objective
derive ok.dual ok.dual | 2 | unrecognized arguments: ok.dual
derive ok.dual --time-limit -5 | 2 | not a positive number
derive ok.dual -o nosuch/x.dual | 2 | No such file or directory
derive ok.dual -o /dev/full | 2 | No space left on device
derive bad.lp | 2 | is no LP file
check | 2 | required: FILE
check ok.dual | 2 | no known answers to check
check ok.dual --at | 2 | expected one argument
check ok.dual --at "" | 2 | no value is given
check ok.dual --at x | 2 | 'x' is not NAME=VALUE
check ok.dual --at x=1 | 2 | missing variable y
check ok.dual --at "x=1, x=2, y=1" | 2 | 'x' is given twice
check ok.dual --at q=1 | 2 | neither a variable nor a constraint
check ok.dual --at "x=a, y=1" | 2 | 'a' is not a constant
check ok.dual --at "x=1/0, y=1" | 2 | a division by zero
check ok.dual --at "x=nan, y=1" | 2 | 'nan' is not a constant
check ok.dual --at "x=1;y=1" | 2 | is not a number
check ok.dual --at "x=(1, y=1" | 2 | this '(' is never closed
check ok.dual --at "x=log(-1), y=1" | 2 | 'log(-1)' is not defined
check ok.dual --at "x=[1,2], y=1" | 2 | a list is no number
sensitivity | 2 | required: FILE
sensitivity nosuch | 2 | no shipped problem 'nosuch'
sensitivity ok.dual --of nosuch | 2 | 'nosuch' is no constraint
sensitivity ok.dual --of "" | 2 | '' is no constraint
sensitivity ok.dual --set budget=? | 2 | 'budget' is not a parameter
sensitivity empty.dual | 2 | the problem has no objective
sweep | 2 | required: FILE, --set
sweep lp.dual | 2 | required: --set
sweep lp.dual --set m | 2 | not NAME=VALUES
sweep lp.dual --set m= | 2 | not NAME=VALUES
sweep lp.dual --set m=1..5:0 | 2 | with a step above 0
sweep lp.dual --set m=1..5:-1 | 2 | with a step above 0
sweep lp.dual --set m=1..1000000000 | 2 | at most 100000 values
sweep lp.dual --set m=5..1 | 2 | the grid has no points
sweep lp.dual --set m=1,,2 | 2 | a value is missing
sweep lp.dual --set m=1,2 --jobs 0 | 2 | not a whole number from 1
sweep lp.dual --set m=1,2 -o nosuch/t.csv | 2 | cannot write nosuch/t.csv
sweep lp.dual --set m=1,2 -o t.xlsx | 2 | neither a .csv nor a .jsonl file
sweep lp.dual --set m=1,2 -o d.csv | 2 | Is a directory
sweep lp.dual --set m=1,2 -o bin.csv | 2 | is no table of a sweep
sweep lp.dual --set m=1,2 -o bin.jsonl | 2 | is no table of a sweep
sweep lp.dual --set m=1,2 -o list.jsonl | 2 | is no table of a sweep
sweep lp.dual --set m=1,2 -o half.jsonl | 2 | has no column 'status'
sweep lp.dual --set m=1,2 -o bad.csv | 2 | its columns differ
sweep lp.dual --set m=1 --time-limit -1 | 2 | not a positive number
sweep nosuch --set m=1 | 2 | no shipped problem 'nosuch'
demo nosuch | 2 | no shipped problem 'nosuch'
demo min-norm extra | 2 | unrecognized arguments
demo min-norm --method newton | 2 | invalid choice: 'newton'
demo min-norm --method ascent --step 0 | 2 | the step 0 is not positive
demo min-norm --method ascent --step -1 | 2 | the step -1 is not positive
demo min-norm --method ascent --step abc | 2 | write --step 1/2
demo min-norm --method ascent --step 1e400 | 2 | is too large
demo min-norm --step 1 | 2 | belong to a method
demo --page | 2 | a method or a page needs a problem
demo ../nosuch/min-norm | 2 | there is no file
demo "" | 2 | the name of the file is empty
plot | 2 | required: FILE
plot nosuch | 2 | no shipped problem 'nosuch'
plot ok.dual --figure nosuch -o a.svg | 2 | there is no figure 'nosuch'
plot ok.dual --figure "" -o a.svg | 2 | there is no figure ''
plot ok.dual --figure theta | 2 | a figure needs a file
plot ok.dual --figure theta -o a.gif | 2 | choose one of .svg, .png, .pdf, .html
plot ok.dual --figure theta -o a | 2 | the file has no suffix
plot ok.dual --figure theta -o nosuch/a.svg | 2 | No such file or directory
plot ok.dual -o a.svg | 2 | needs a figure to write
plot letters.dual | 2 | a figure needs a file
plot letters.dual --figure nosuch -o a.svg | 2 | choose one of value, regions
plot ok.dual --lang xx | 2 | invalid choice: 'xx'
report | 2 | required: FILE
report nosuch | 2 | no shipped problem 'nosuch'
report ok.dual --open | 2 | name it with -o
report ok.dual -o a.pdf | 2 | a page is HTML
report empty.dual -o a.html | 2 | the problem has no objective
report ok.dual --lang xx -o a.html | 2 | invalid choice: 'xx'
play nosuch | 2 | no shipped problem 'nosuch'
play --port 0x50 | 2 | not a port from 0 to 65535
play --port -1 | 2 | not a port from 0 to 65535
play --port 99999999 | 2 | not a port from 0 to 65535
play --port abc | 2 | not a port from 0 to 65535
play folder | 2 | cannot be read: Is a directory
play bin.dual | 2 | bin.dual is not UTF-8
play ok.dual extra | 2 | unrecognized arguments
play --time-limit 0 | 2 | not a positive number
play --time-limit 1e300 | 2 | leave it out for no limit
"""

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("misuse")
    for name, content in FILES.items():
        (made / name).write_bytes(content)
    for name in ("folder", "d.csv"):
        (made / name).mkdir()
    for name, target in (("zero.csv", "/dev/zero"), ("circle.dual", "circle.dual"), ("dangling.dual", "nowhere")):
        (made / name).symlink_to(target)
    os.mkfifo(made / "pipe.csv")
    return made


def cases() -> list[tuple[str, int, str]]:
    lines = (line.rsplit(" | ", 2) for line in COMMANDS.strip().splitlines())
    return [(command, int(code), words) for command, code, words in lines]


def arguments(command: str) -> list[str]:
    escaped = {r"\n": "\n", r"\uff19": "\uff19", r"\x1b": "\x1b", "LONGNAME": "x" * 5000}
    words = shlex.split(command.replace("\\", "\\\\"))
    for written, meant in escaped.items():
        words = [word.replace(written, meant) for word in words]
    return words


@POSIX
@pytest.mark.parametrize(("command", "code", "words"), cases())
def test_wrong_usage_is_told(run, folder, monkeypatch, command: str, code: int, words: str) -> None:
    monkeypatch.chdir(folder)
    ran = run(*arguments(command))
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert words in ran.err
    assert ran.err.startswith("error: ")
    assert "defect" not in ran.err and "Traceback" not in ran.err and "\x1b" not in ran.err


@POSIX
def test_nothing_was_written_by_wrong_usage(folder) -> None:
    made = {*FILES, "folder", "d.csv", "zero.csv", "circle.dual", "dangling.dual", "pipe.csv"}
    assert {path.name for path in folder.iterdir()} <= made
    assert (folder / "bin.csv").read_bytes() == FILES["bin.csv"]


def test_the_table_is_long_enough() -> None:
    assert len(cases()) >= 180
