"""What must not matter to an answer: the sign of the sense, the order and the scale of rows."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import duality as du
from tests.properties.programs import Program, programs


def _same(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return first is second
    return first == second or math.isclose(first, second, rel_tol=1e-7, abs_tol=1e-7)


@given(programs())
def test_min_f_is_minus_max_of_minus_f(program: Program) -> None:
    low = du.solve(du.parse(program.text("min")))
    high = du.solve(du.parse(program.text("max", sign=-1)))
    assert low.primal.status == high.primal.status
    assert low.strong_duality.verdict == high.strong_duality.verdict
    for a, b in ((low.primal, high.primal), (low.dual, high.dual)):
        assert a.label == b.label
        assert _same(a.value, None if b.value is None else -b.value)
        assert _same(a.lower, -b.upper)


@given(programs(most_rows=3), st.data())
def test_permuted_rows_give_the_same_answer(program: Program, data: st.DataObject) -> None:
    order = tuple(data.draw(st.permutations(range(len(program.rows)))))
    first = du.solve(du.parse(program.text()))
    second = du.solve(du.parse(program.permuted(order).text()))
    assert first.primal.status == second.primal.status
    assert _same(first.primal.value, second.primal.value)
    assert _same(first.dual.value, second.dual.value)


@given(programs(), st.data())
def test_scaled_rows_divide_their_multipliers(program: Program, data: st.DataObject) -> None:
    scales = tuple(data.draw(st.integers(1, 5)) for _ in program.rows)
    plain = du.derive(du.parse(program.text()))
    scaled = du.derive(du.parse(program.text(scales=scales)))
    names = [row.name for row in program.rows]
    multipliers = {name: data.draw(st.integers(0, 8)) / 2 for name in names}
    divided = {name: multipliers[name] / scale for name, scale in zip(names, scales, strict=True)}
    assert plain.dual_function(multipliers) == pytest.approx(scaled.dual_function(divided), rel=1e-9, abs=1e-9)


@given(programs(), st.data())
def test_scaled_rows_give_the_same_values(program: Program, data: st.DataObject) -> None:
    scales = tuple(data.draw(st.integers(1, 5)) for _ in program.rows)
    first = du.solve(du.parse(program.text()))
    second = du.solve(du.parse(program.text(scales=scales)))
    assert first.primal.status == second.primal.status
    assert _same(first.primal.value, second.primal.value)
    assert _same(first.dual.value, second.dual.value)
