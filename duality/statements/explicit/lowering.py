"""A problem of affine rows and squares as matrices in blocks: sparse arrays whose floats hold the exact numbers.

    min c'x + q'(x.^2) + w'((G*x + g).^2) + constant      or max c'x - q'(x.^2) - w'((G*x + g).^2) + constant
    s.t. A*x + W*((H*x + h).^2) <= b,  E*x = d,  l <= x <= u

with x in blocks by bounds, and exp, -log, abs and others of `KINDS` beside the squares. Norms, maxima and others of
`JOINTS` in rows are families by their kinds and lengths, bounded by variables t that stand in the rows for them. Rows,
columns and the objective are multiplied by integers where numbers are not short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from duality.model.form import FREE, Affine
from duality.model.problem import Problem, Sense
from duality.model.scalar import Scalar
from duality.named_tuples import NamedTuple
from duality.statements.explicit.arrays import Arrays, Extreme
from duality.statements.explicit.columns import Block, blocks_of
from duality.statements.explicit.gathering import Program, gathered
from duality.statements.explicit.kinds import JOINTS, KINDS, MOST_JOINTS, TAGS
from duality.statements.explicit.plain import Atom, Gathered, Joint
from duality.statements.explicit.scaling import factor_of
from duality.statements.explicit.squares import Squares, squares_of

Array = Any


class Group(NamedTuple):
    """The inequalities or the equations: their names, the factors of the rows, the parts as they were gathered."""

    names: tuple[str, ...]
    factors: tuple[int, ...]


class Family(NamedTuple):
    """``count`` functions of one kind and length: phi(J[i]*x + j[i]) <= t[i], and sum v[i]*phi(J[i]*x + j[i])."""

    tag: str
    kind: str
    count: int
    length: int

    def letters(self, blocks: Sequence[Block]) -> list[str]:
        """The names of its matrices and offsets."""
        return [f"j{self.tag}", *(f"J{self.tag}{block.suffix}" for block in blocks)]


class Lowered(NamedTuple):
    """The blocks, and the data by the letters of the statement."""

    problem: Problem
    blocks: tuple[Block, ...]
    inequalities: Group
    equations: Group
    factor: int
    """That of the objective."""
    constant: Scalar
    data: dict[str, Array]
    rounded: bool
    """Whether some number of the problem is not held by a float."""
    joints: tuple[tuple[str, str, Scalar], ...] = ()
    """Functions of whole vectors in the objective: the tags of their data, their kinds, their factors."""
    families: tuple[Family, ...] = ()
    """Those of the rows, and those of an objective that has many."""


def lowered(problem: Problem) -> Lowered | None:
    """The arrays; ``None`` where the problem is not convex, of squares and functions of `KINDS`, in a closed box."""
    program = gathered(problem)
    if program is None:
        return None
    goal = squares_of(program.objective)
    curves = [squares_of(row) for _, row in program.rows]
    if goal is None or any(c is None for c in curves):
        return None
    if not all(
        _is_convex(atom) for row in (program.objective, *(row for _, row in program.rows)) for atom in row.atoms
    ):
        return None
    joints = program.objective.joints
    if not all(joint.weight > 0 for joint in joints):  # type: ignore[operator]
        return None
    for (constraint, row), curve in zip(program.rows, curves, strict=True):
        if not all(joint.weight > 0 for joint in row.joints):  # type: ignore[operator]
            return None
        bent = curve is not None and (curve.single or curve.forms or row.atoms or row.joints)
        if constraint.kind == "equality" and bent:
            return None
    try:
        return _Lowering(problem, program, goal, [c for c in curves if c is not None]).lowered()
    except Extreme:
        return None


def _is_convex(atom: Atom) -> bool:
    # A weight 0 would lose what the function says of its domain.
    return atom.weight > 0 if KINDS[atom.kind].curvature > 0 else atom.weight < 0  # type: ignore[operator]


class _Lowering:
    def __init__(self, problem: Problem, program: Program, goal: Squares, curves: Sequence[Squares]) -> None:
        self.problem = problem
        self.program = program
        self.curves = curves
        if goal.forms and len(goal.single) < len(problem.variables):
            # Squares of sums are split off anyway: those of single variables go with them.
            goal = goal._replace(single={}, forms=[*_alone(goal.single), *goal.forms])
        self.goal = goal
        self.blocks = blocks_of(problem.variables, program.bounds, goal.single)
        self.places = {name: (b, k) for b, block in enumerate(self.blocks) for k, name in enumerate(block.names)}
        self.factors = {
            name: f for block in self.blocks for name, f in zip(block.names, block.factors, strict=True) if f != 1
        }
        self.joints: list[tuple[str, str, Scalar]] = []
        self.families: list[Family] = []
        self.arrays = Arrays(rounded=goal.rounded or any(c.rounded for c in curves))

    def lowered(self) -> Lowered:
        self._bounds()
        factor, constant = self._objective()
        inequalities = self._rows("inequality", "A", "b")
        equations = self._rows("equality", "E", "d")
        for block in self.blocks:
            tags = [*TAGS, *(tag for tag, _, _ in self.joints)]
            letters = [*"cqluAE", *(f"{letter}{tag}" for letter in "GH" for tag in tags)]
            letters += [f"J{family.tag}" for family in self.families]
            if not any(f"{letter}{block.suffix}" in self.arrays.data for letter in letters):
                # Variables that stand nowhere have a size all the same.
                self.arrays.vector(f"c{block.suffix}", [_ZERO] * len(block.names))
        return Lowered(
            self.problem,
            self.blocks,
            inequalities,
            equations,
            factor,
            constant,
            self.arrays.data,
            rounded=self.arrays.rounded,
            joints=tuple(self.joints),
            families=tuple(self.families),
        )

    def _bounds(self) -> None:
        for block in self.blocks:
            ends = [self.program.bounds.get(name, FREE) for name in block.names]
            sides = (("l", ("lower", "box"), [b.lower for b in ends]), ("u", ("upper", "box"), [b.upper for b in ends]))
            for letter, kinds, values in sides:
                if block.kind in kinds:
                    scaled = [v * f for v, f in zip(values, block.factors, strict=True) if v is not None]
                    self.arrays.vector(f"{letter}{block.suffix}", scaled)

    def _objective(self) -> tuple[int, Scalar]:
        goal, row = self.goal, self.program.objective
        own = self._shrunk(row.linear.items())
        bent = self._shrunk(self._shrunk(goal.single.items()).items())
        families = _families([(0, goal.forms, row.atoms)])
        weights = [weight for members in families.values() for _, weight, _ in members]
        weights += [joint.weight for joint in row.joints]
        factor = factor_of([*own.values(), *bent.values(), row.constant, *weights])
        # The costs and the constant are those of the objective as stated.
        turned = factor if self.problem.sense is Sense.MIN else -factor
        for block in self.blocks:
            costs = [own.get(name, _ZERO) * turned for name in block.names]
            if any(costs):
                self.arrays.vector(f"c{block.suffix}", costs)
            if block.curved:
                self.arrays.vector(f"q{block.suffix}", [bent[name] * factor for name in block.names])
        for tag, members in families.items():
            forms = [form for _, _, form in members]
            if TAGS[tag].homogeneous:
                forms = [_times(weight * factor, form) for _, weight, form in members]
            else:
                self.arrays.vector(f"w{tag}", [weight * factor for _, weight, _ in members])
            self._forms(f"G{tag}", f"g{tag}", forms)
        if len(row.joints) > MOST_JOINTS:
            for family, members in self._joined(row.joints, "s"):
                self.arrays.vector(f"v{family.tag}", [row.joints[k].weight * factor for k in members])
        for k, joint in enumerate(row.joints if len(row.joints) <= MOST_JOINTS else ()):
            weight, forms, tag = joint.weight * factor, joint.forms, f"_{joint.kind}_{k + 1}"
            if JOINTS[joint.kind].homogeneous:
                weight, forms = 1, [_times(weight, form) for form in forms]
            self._forms(f"G{tag}", f"g{tag}", forms)
            self.joints.append((tag, joint.kind, weight))  # type: ignore[arg-type]
        return factor, row.constant * turned

    def _rows(self, kind: str, matrix: str, right: str) -> Group:
        """One kind of rows, each with its factor."""
        chosen = [
            (c.name, row, curve)
            for (c, row), curve in zip(self.program.rows, self.curves, strict=True)
            if c.kind == kind
        ]
        lines = [self._shrunk(row.linear.items()) for _, row, _ in chosen]
        factors = [
            factor_of([*line.values(), row.constant, *curve.single.values(), *_weights(row, curve)])
            for line, (_, row, curve) in zip(lines, chosen, strict=True)
        ]
        scaled = [
            {name: value * f for name, value in line.items()} if f != 1 else line
            for line, f in zip(lines, factors, strict=True)
        ]
        if chosen:
            self._matrices(matrix, scaled)
            if not any(scaled) and self.blocks:
                self.arrays.sparse(f"{matrix}{self.blocks[0].suffix}", [], (len(chosen), len(self.blocks[0].names)))
            self.arrays.vector(right, [-row.constant * f for (_, row, _), f in zip(chosen, factors, strict=True)])
        families = _families(
            [(k, [*_alone(curve.single), *curve.forms], row.atoms) for k, (_, row, curve) in enumerate(chosen)]
        )
        for tag, members in families.items():
            entries = [(k, j, weight * factors[k]) for j, (k, weight, _) in enumerate(members)]
            self.arrays.sparse(f"W{tag}", entries, (len(chosen), len(members)))
            self._forms(f"H{tag}", f"h{tag}", [form for _, _, form in members])
        joints = [(k, joint) for k, (_, row, _) in enumerate(chosen) for joint in row.joints]
        for family, members in self._joined([joint for _, joint in joints]):
            own = [(joints[place][0], i, joints[place][1].weight) for i, place in enumerate(members)]
            entries = [(k, i, weight * factors[k]) for k, i, weight in own]
            self.arrays.sparse(f"T{family.tag}", entries, (len(chosen), len(members)))
        return Group(tuple(name for name, _, _ in chosen), tuple(factors))

    def _joined(self, joints: Sequence[Joint], plural: str = "") -> Iterator[tuple[Family, list[int]]]:
        """Functions of whole vectors as families by kind and length, each with the places of its members."""
        alike: dict[tuple[str, int], list[int]] = {}
        for place, joint in enumerate(joints):
            alike.setdefault((joint.kind, len(joint.forms)), []).append(place)
        for (kind, length), members in alike.items():
            family = Family(f"_{kind}{plural}_of_{length}", kind, len(members), length)
            self.families.append(family)
            self._forms(f"J{family.tag}", f"j{family.tag}", [form for k in members for form in joints[k].forms])
            self.arrays.folded(family.letters(self.blocks), family.count)
            yield family, members

    def _shrunk(self, terms: Iterable[tuple[str, Scalar]]) -> dict[str, Scalar]:
        """The coefficients of the entries, which are the variables times their factors."""
        if not self.factors:
            return dict(terms)
        return {name: Fraction(1, self.factors[name]) * v if name in self.factors else v for name, v in terms}

    def _forms(self, matrix: str, offset: str, forms: Sequence[Affine]) -> None:
        """G*x + g for affine forms, which keep their own numbers."""
        self._matrices(matrix, [self._shrunk(form.terms) for form in forms])
        if any(form.constant for form in forms):
            self.arrays.vector(offset, [form.constant for form in forms])

    def _matrices(self, matrix: str, lines: Sequence[Mapping[str, Scalar]]) -> None:
        """One matrix a block, none where it is zero."""
        entries: list[list[tuple[int, int, Scalar]]] = [[] for _ in self.blocks]
        for i, line in enumerate(lines):
            for name, value in line.items():
                block, k = self.places[name]
                entries[block].append((i, k, value))
        for block, found in zip(self.blocks, entries, strict=True):
            if found:
                self.arrays.sparse(f"{matrix}{block.suffix}", found, (len(lines), len(block.names)))


_ZERO = Fraction(0)


def _times(factor: Scalar, form: Affine) -> Affine:
    return Affine(factor * form.constant, tuple((name, factor * value) for name, value in form.terms))


def _weights(row: Gathered, curve: Squares) -> list[Scalar]:
    return [
        *(weight for weight, _ in curve.forms),
        *(atom.weight for atom in row.atoms),
        *(joint.weight for joint in row.joints),
    ]


def _families(
    parts: Iterable[tuple[int, list[tuple[Scalar, Affine]], list[Atom]]],
) -> dict[str, list[tuple[int, Scalar, Affine]]]:
    """Squares and functions of rows by tag, each with its row; the weights of concave functions are those of -phi."""
    found: dict[str, list[tuple[int, Scalar, Affine]]] = {}
    for k, forms, atoms in parts:
        for weight, form in forms:
            found.setdefault("", []).append((k, weight, form))
        for kind, weight, form in atoms:
            found.setdefault(f"_{kind}", []).append((k, abs(weight), form))  # type: ignore[arg-type]
    return found


def _alone(single: Mapping[str, Scalar]) -> list[tuple[Scalar, Affine]]:
    """w*x^2 as squares of forms."""
    return [(weight, Affine(_ZERO, ((name, Fraction(1)),))) for name, weight in single.items()]
