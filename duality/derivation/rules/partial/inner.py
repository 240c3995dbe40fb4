"""inf over one variable y of L, the other variables as parameters: branches whose conditions hold for every x or none.

L = sum p_k*phi_k(y) + s*y + r, where p_k, s and r do not contain y.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duality.algebra.atoms import substitute, total
from duality.derivation.rules.partial.expansion import Expansion, Key, Term
from duality.derivation.rules.partial.parameters import Parameters
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate import infimum
from duality.derivation.rules.univariate.formulas import fraction
from duality.derivation.rules.univariate.regions import Clause, Region, covers
from duality.derivation.signs import condition
from duality.model.derivation import Branch, BranchCondition, Condition, Step
from duality.model.expression import Call, Expression, Number, Power, Variable
from duality.model.form import PLACEHOLDER, Bounds
from duality.records import record

ONE = Fraction(1)


@record(slots=False)
class Along:
    """sum coefficient*phi(y) + slope*y + rest; the phi are trees in `PLACEHOLDER`."""

    curves: tuple[tuple[Expansion, Expression], ...]
    slope: Expansion
    rest: Expansion

    def tree(self, name: str) -> Expression:
        """The whole as a function of the variable."""
        along = {PLACEHOLDER: Variable(name)}
        terms = [fraction(ONE, [coefficient.tree, substitute(phi, along)]) for coefficient, phi in self.curves]
        if not self.slope.is_zero:
            terms.append(fraction(ONE, [self.slope.tree, Variable(name)]))
        if not self.rest.is_zero:
            terms.append(self.rest.tree)
        return total(terms)

    @property
    def is_quadratic(self) -> bool:
        """The only curve is the square."""
        return [str(phi) for _, phi in self.curves] == [f"{PLACEHOLDER}^2"]


@record(slots=False)
class InnerBranch:
    """Where the ``conditions`` on the multipliers hold, the infimum over y is ``value``, for every x."""

    conditions: tuple[BranchCondition, ...]
    value: Expansion
    attained: bool | None
    minimizer: Expression | None
    steps: tuple[Step, ...] = ()
    """As the rule for one variable tells them, over `PLACEHOLDER` and the parameters' own names."""


def along(given: Expansion, name: str) -> Along | Refusal:
    """The expansion as a function of one of its variables."""
    curves: dict[Key, tuple[list[Term], Term]] = {}
    slope: list[Term] = []
    rest: list[Term] = []
    for term in given.terms:
        inside, outside = term.split([name])
        if not inside.powers:
            rest.append(term)
        elif inside.powers == ((Variable(name), ONE),):
            slope.append(outside)
        elif inside.names != {name}:
            return Refusal(f"{inside.tree} does not separate {name} from the other variables")
        else:
            curves.setdefault(inside.key, ([], inside))[0].append(outside)
    t = {name: Variable(PLACEHOLDER)}
    return Along(
        tuple((Expansion.of(terms), substitute(phi.tree, t)) for terms, phi in curves.values()),
        Expansion.of(slope),
        Expansion.of(rest),
    )


def inner_infimum(given: Along, bounds: Bounds, parameters: Parameters) -> list[InnerBranch] | Refusal:
    """The infimum over y in its interval; refused where its branches are told apart by the other variables."""
    if _has_irrational_ends(given, bounds):
        return Refusal("the ends of an interval give irrational coefficients")
    parameters.budget.start_infimum()
    terms = [(parameters.affine(coefficient), phi) for coefficient, phi in given.curves]
    found = infimum(terms, parameters.affine(given.slope), bounds, parameters.nonnegative)
    if isinstance(found, Refusal):
        return found
    groups: list[tuple[Expansion, list[_Read]]] = []
    for branch in found:
        read = _read(branch, parameters)
        if isinstance(read, Refusal):
            return read
        if read is None:
            continue
        for value, members in groups:
            if value.equals(read.value):
                members.append(read)
                break
        else:
            groups.append((read.value, [read]))
    branches: list[InnerBranch] = []
    for value, members in groups:
        joined = _joined(members, parameters)
        if isinstance(joined, Refusal):
            return joined
        branches += [
            InnerBranch(conditions, value.plus(given.rest), attained, minimizer, steps)
            for conditions, attained, minimizer, steps in joined
        ]
    return branches


def _has_irrational_ends(given: Along, bounds: Bounds) -> bool:
    """Two or more curves are irrational at a finite end other than 0: exact algebra with their values takes long."""
    if all(end is None or end == 0 for end in (bounds.lower, bounds.upper)):
        return False
    return sum(1 for _, phi in given.curves if _is_transcendental(phi)) > 1


def _is_transcendental(phi: Expression) -> bool:
    """A function other than a piecewise rational one occurs."""
    for node in phi.walk():
        match node:
            case Call(function, _) if function not in ("abs", "max", "min", "huber"):
                return True
            case Power(_, exponent) if not (isinstance(exponent, Number) and exponent.value.denominator == 1):
                return True
    return False


@record(slots=False)
class _Read:
    """A branch of the rule for one variable: its region in parameters, split by whether x occurs, and its value."""

    free: tuple[tuple[Clause, BranchCondition], ...]
    bound: Region
    value: Expansion
    attained: bool | None
    minimizer: Expression | None
    steps: tuple[Step, ...]

    @property
    def region(self) -> Region:
        return (*(clause for clause, _ in self.free), *self.bound)

    @property
    def conditions(self) -> tuple[BranchCondition, ...]:
        return tuple(dict.fromkeys(known for _, known in self.free))


def _read(branch: Branch, parameters: Parameters) -> _Read | Refusal | None:
    """The branch with the parameters' meanings put back; ``None`` where its conditions never hold."""
    if not isinstance(branch.value, Expression):
        return Refusal("an inner minimum has no closed form")
    free: list[tuple[Clause, BranchCondition]] = []
    bound: list[Clause] = []
    for stated in branch.conditions:
        if not isinstance(stated, Condition) or stated.affine is None:
            return Refusal("an inner minimum has a condition that is not affine")
        clause = Clause(stated.affine, stated.relation)
        meant = restated(parameters.expand_affine(stated.affine), stated.relation, parameters)
        if meant is False:
            return None
        if meant is True:
            continue
        if set(meant.expression.variables()) & parameters.variables:
            bound.append(clause)
        else:
            free.append((clause, meant))
    minimizer = dict(branch.minimizer or ()).get(PLACEHOLDER)
    return _Read(
        tuple(free),
        tuple(bound),
        parameters.expand(branch.value),
        branch.attained,
        None if minimizer is None else parameters.meant(minimizer),
        branch.steps,
    )


def restated(form: Expansion, relation: str, parameters: Parameters) -> Condition | bool:
    """form relation 0 without positive common factors; its truth value where the signs of the variables show it."""
    expander = parameters.expander
    form = _bare(_without_common_factor(form, parameters), relation, parameters)
    affine = parameters.affine(form) if not form.names & parameters.variables else None
    if affine is not None and not any(parameters.stands_for(name) for name in affine.names):
        return condition(affine, relation, parameters.nonnegative)
    tree, opposite = form.tree, form.scaled(-ONE).tree
    positive, negative = expander.is_positive(tree), expander.is_positive(opposite)
    match relation:
        case ">=":
            known = True if expander.is_nonnegative(tree) else False if negative else None
        case ">":
            known = True if positive else False if expander.is_nonnegative(opposite) else None
        case _:
            known = False if positive or negative else None
    if known is not None:
        return known
    assert relation in (">=", ">", "="), "a condition compares with zero"
    return Condition(tree, relation)


def _bare(form: Expansion, relation: str, parameters: Parameters) -> Expansion:
    """u in place of c*u^p, where u >= 0 is known and both have the same sign."""
    match form.terms:
        case (Term(coefficient, ((base, exponent),)),) if exponent > 0 and parameters.expander.is_nonnegative(base):
            bare = parameters.expand(base)
            return bare if coefficient > 0 or relation == "=" else bare.scaled(-ONE)
        case _:
            return form


def _without_common_factor(form: Expansion, parameters: Parameters) -> Expansion:
    """Divided by the positive bases that stand in every term."""
    if form.is_zero:
        return form
    first, *others = form.terms
    common: list[tuple[Expression, Fraction]] = []
    for base, exponent in first.powers:
        exponents = [exponent, *(dict(term.powers).get(base, Fraction(0)) for term in others)]
        least = min(exponents) if exponent > 0 else max(exponents)
        if least * exponent > 0 and parameters.expander.is_positive(base):
            common.append((base, -least))
    factor = Term(ONE, tuple(common))
    return Expansion.of(term.times(factor) for term in form.terms)


_Joined = tuple[tuple[BranchCondition, ...], bool | None, Expression | None, tuple[Step, ...]]


def _joined(members: Sequence[_Read], parameters: Parameters) -> list[_Joined] | Refusal:
    """Branches of one value, those that x tells apart taken together; refused where together they leave x out."""
    if not any(member.bound for member in members):
        return [(member.conditions, member.attained, member.minimizer, member.steps) for member in members]
    common = [pair for pair in members[0].free if all(pair in member.free for member in members)]
    base: Region = tuple(clause for clause, _ in common)
    if not covers([member.region for member in members], base, parameters.nonnegative):
        return Refusal("the branches of an inner minimum depend on the other variables")
    flags = {member.attained for member in members}
    minimizers = {member.minimizer for member in members}
    return [
        (
            tuple(dict.fromkeys(known for _, known in common)),
            flags.pop() if len(flags) == 1 else None,
            minimizers.pop() if len(minimizers) == 1 else None,
            tuple(dict.fromkeys(step for member in members for step in _told(member, members))),
        )
    ]


def _told(member: _Read, members: Sequence[_Read]) -> Iterator[Step]:
    """What all members say first, then the case of this one."""
    shared = [step for step in member.steps if all(step in other.steps for other in members)]
    own = [step for step in member.steps if step not in shared]
    yield from shared
    if own and member.bound:
        places = ", ".join(f"{{{k}}}" for k in range(len(member.bound)))
        yield Step("case", f"Where {places}:", tuple(clause.condition.comparison for clause in member.bound))
    yield from own
