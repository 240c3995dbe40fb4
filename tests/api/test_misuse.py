"""Wrong calls from Python, as notebooks make them: a `DualityError` that says what to do, or Python's own in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import duality as du

x, y = du.variables("x y")
v = du.variables("v[1..3]")
p = du.minimize(x**2 + y**2, subject_to={"b": x + y >= 1})
PARAM = "param m = 1; min m*x^2"

REFUSED: list[tuple[Callable[[], Any], str]] = [
    (lambda: du.solve(None), "NoneType is not a problem"),
    (lambda: du.solve(3), "is not a problem"),
    (lambda: du.solve([p, p]), "a list is not a problem"),
    (lambda: du.solve(x), "is not a problem"),
    (lambda: du.solve(lambda: 3), "is not a problem"),
    (lambda: du.solve(np.array([1, 2])), "is not a problem"),
    (lambda: du.solve(b"min x"), "is not a problem"),
    (lambda: du.solve(du.solve(p)), "its problem is report.problem"),
    (lambda: du.solve(du.derive(p)), "its dual derivation.dual_problem"),
    (lambda: du.solve(""), "has no objective"),
    (lambda: du.solve("nosuch.dual"), r"duality.read\(path\) reads a file"),
    (lambda: du.solve("min x y"), "an operator is missing"),
    (lambda: du.solve(p, solver="ECOS"), "the solver follows from the problem's class"),
    (lambda: p.solve(verbose=True), "has no option 'verbose'"),
    (lambda: du.solve(p, time_limit="2"), "not a positive number of seconds"),
    (lambda: du.solve(p, time_limit=-1), "not a positive number of seconds"),
    (lambda: du.solve(p, time_limit=0), "not a positive number of seconds"),
    (lambda: du.solve(p, time_limit=float("nan")), "not a positive number of seconds"),
    (lambda: du.solve(p, time_limit=True), "not a positive number of seconds"),
    (lambda: du.solve(p, tolerance=0), "the usual one is 1e-8"),
    (lambda: du.solve(p, tolerance="tight"), "the usual one is 1e-8"),
    (lambda: du.solve(p, data={"q": 3}), "'q' is not a letter"),
    (lambda: du.solve(p, keep_bounds_in_domain=True, dualize_domain=True), "at once"),
    (lambda: du.minimize("x^2"), "neither a number nor an expression"),
    (lambda: du.minimize(None), "neither a number nor an expression"),
    (lambda: du.minimize([x, y]), "neither a number nor an expression"),
    (lambda: du.minimize(p), "neither a number nor an expression"),
    (lambda: du.minimize(v), "not one expression"),
    (lambda: du.minimize(x >= 1), "not one expression"),
    (lambda: du.minimize(True), "a truth value is not a number"),
    (lambda: du.minimize(np.nan * x), "nan is not a number"),
    (lambda: du.minimize(x**2, subject_to=x + y), "is not a constraint"),
    (lambda: du.minimize(x**2, subject_to=[True]), "already evaluated to True"),
    (lambda: du.minimize(x**2, subject_to=[x != 1]), "already evaluated to True"),
    (lambda: du.minimize(x**2, subject_to={"b": 3}), "is not a constraint"),
    (lambda: du.minimize(x**2, subject_to={3: x >= 1}), "is not a name of a constraint"),
    (lambda: du.minimize(x**2, subject_to={"bad name": x >= 1}), "is not a name"),
    (lambda: du.minimize(x**2, subject_to=[x > 1]), "has no multiplier theory"),
    (lambda: du.minimize(x**2, subject_to=[x >= float("inf")]), "infinite"),
    (lambda: du.minimize(x**2, [x >= 1], [y]), "is not a constraint"),
    (lambda: v @ np.ones(4), "the inner sizes 3 and 4 differ"),
    (lambda: v + np.ones(4), "shapes do not agree"),
    (lambda: x + float("inf"), "inf is not a number"),
    (lambda: du.variables(""), "no variable is named"),
    (lambda: du.variables("1x"), "is not a list of names"),
    (lambda: du.variables("x[1..]"), "is not a range"),
    (lambda: du.variables("x[1..1000000000]"), "more than 1,000,000 variables"),
    (lambda: du.variables("X[1..10000, 1..10000]"), "more than 1,000,000 variables"),
    (lambda: du.variables(3), "is not a text of names"),
    (lambda: du.variables("min"), "is a keyword"),
    (lambda: du.variables("alpha_b"), "the name of a multiplier"),
    (lambda: du.parameter(""), "is not a name"),
    (lambda: du.parameter(3), "is not a name"),
    (lambda: du.parse(3), "is not a text"),
    (lambda: du.parse(PARAM, settings={"q": 3}), "'q' is not a parameter"),
    (lambda: du.parse(PARAM, settings={"m": float("nan")}), "nan is not a number"),
    (lambda: du.parse(PARAM, settings="m=3"), "gives no values of params"),
    (lambda: du.read("nosuch.dual"), "there is no file"),
    (lambda: du.read(3), "is not a path"),
    (lambda: du.read("a\0b"), "embedded null"),
    (lambda: du.write(3), "is not a problem"),
    (lambda: du.check(p), "nothing to check"),
    (lambda: du.check(p, point={"x": 1}), "missing variable y"),
    (lambda: du.check(p, point={"x": "1", "y": 1}), "'1' is not a number"),
    (lambda: du.check(p, point=[1, 2]), "is not a dict of numbers"),
    (lambda: du.check(p, multipliers={"nosuch": 1}), "unknown multiplier nosuch"),
    (lambda: du.derive(p).dual_function({"nosuch": 1}), "unknown multiplier nosuch"),
    (lambda: du.derive(p).dual_function(1), "is not a dict of numbers"),
    (lambda: du.derive(p).dual_function({"b": float("nan")}), "nan is not a number"),
    (lambda: du.solve(p).figure("nosuch"), "the figures are"),
    (lambda: du.solve(p).figure(3), "there is no figure 3"),
    (lambda: du.figure(p, "theta"), "is not a report"),
    (lambda: du.page(p), "is not a report"),
    (lambda: du.exercises(3), "is not a problem"),
    (lambda: du.iterations(p, method="newton"), "choose one of ascent, multipliers"),
    (lambda: du.iterations(p, method="ascent", step="x"), "is not a number"),
    (lambda: du.iterations(p, method="ascent", step=10**400), "is too large"),
    (lambda: du.iterations(p, method="ascent", rounds="many"), "from 1 to 10000"),
    (lambda: du.iterations(p, method="ascent", rounds=1.5), "from 1 to 10000"),
    (lambda: du.sensitivity(p, of="nosuch"), "is no constraint"),
    (lambda: du.solve_many(p), "takes a list of problems"),
    (lambda: du.solve_many([p, 3]), "problem 2"),
    (lambda: du.sweep(p, {"q": [1]}), "no letter q"),
    (lambda: du.sweep(p, None), "is no grid"),
    (lambda: du.sweep(PARAM, {"m": 3}), "is no grid"),
    (lambda: du.sweep(PARAM, {"m": "12"}), "is no grid"),
    (lambda: du.sweep(PARAM, {"m": [1]}, jobs=0), "is no number of processes"),
    (lambda: du.sweep(PARAM, {"m": [1]}, table="x.xlsx"), "neither a .csv nor a .jsonl"),
    (lambda: du.member(x, []), "the finite set is empty"),
    (lambda: du.member(x, 3), "is not a set"),
    (lambda: du.member(3, [1]), "only variables"),
    (lambda: du.max(), "at least one argument"),
    (lambda: du.huber(x, -1), "no positive constant"),
    (lambda: du.huber(x, y), "no positive constant"),
    (lambda: du.huber(v, 0), "no positive constant"),
    (lambda: du.exp("x"), "neither a number nor an expression"),
    (lambda: du.array(None), "is not a list"),
    (lambda: du.array([[1, 2], [3]]), "vectors of one length"),
    (lambda: du.from_cvxpy(3), "is no problem of cvxpy"),
    (lambda: du.trace(3), "is no matrix in letters"),
    (lambda: du.diag(x), "is no matrix in letters"),
    (lambda: du.block([[x], [y, x]]), "is no matrix in letters"),
    (lambda: du.matrix("A", -1, 2), "-1 is no size"),
    (lambda: du.ones(1.5), "1.5 is no size"),
]

IN_WORDS: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: du.minimize(x**2, [0 <= x <= 1]), TypeError, "write a chain such as 0 <= x <= 1 as two constraints"),
    (lambda: bool(x), TypeError, "an expression has no truth value"),
    (lambda: max(x, y), TypeError, "a comparison states a constraint"),
    (lambda: v[3], IndexError, "positions count from 0"),
    (lambda: v["a"], TypeError, "is no position of an array"),
    (lambda: du.solve(p)["nosuch"], KeyError, "is no variable and no constraint"),
    (lambda: du.solve(p).render("pdf"), ValueError, "choose one of text, latex"),
    (lambda: du.page(du.solve(p), language="fr"), ValueError, "choose one of en, zh"),
]


@pytest.mark.parametrize(("call", "words"), REFUSED, ids=[str(k) for k in range(len(REFUSED))])
def test_a_wrong_call_is_refused_in_words(call: Callable[[], Any], words: str) -> None:
    with pytest.raises(du.DualityError, match=words) as caught:
        call()
    assert not isinstance(caught.value, du.DefectError)


@pytest.mark.parametrize(("call", "kind", "words"), IN_WORDS, ids=[str(k) for k in range(len(IN_WORDS))])
def test_errors_of_python_itself_say_what_to_do(call: Callable[[], Any], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        call()
