"""p*, d* and the gap, each with its label, and the evidence where there is no optimal point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from duality.model.evidence import Side
from duality.model.expression import Expression, Negative, Number
from duality.model.printing import latex, size_at_most, text
from duality.model.report import Report
from duality.model.scalar import Scalar
from duality.model.solution import Farkas, Label, Point, Ray, Solution, Status
from duality.report.document import EQUALS, Inline, Line, Lines, Name, Part, Phrase, Symbol, Value
from duality.report.notation import Letters
from duality.report.numbers import LONGEST_EXACT, decimal_latex, polynomial_tree, residual
from duality.report.options import Options
from duality.report.sections.approach import approach

P_STAR, D_STAR = Symbol("p*", "p^{*}"), Symbol("d*", "d^{*}")
WIDE = 1e-5
"""Bounds that are further away than this, relatively, are shown as numbers."""

LONGEST_POLYNOMIAL = 60
"""Characters of a polynomial whose root a value is."""

MIXED: tuple[Phrase, str] = (
    ("give points of X weights that add up to 1, and let the constraints hold for the weighted means only. ",),
    " is the best mean of the objective then (the convexified primal), here with ",
)
"""What a mixture is, and what it has to do with d*."""

HUGE = 1e300
"""Beyond this a fraction stays one: no float may hold it."""

LONGEST_RATIO = 72
"""An exact rational with more characters is told by its length: they fill a line and no one reads them."""

MOST_ENTRIES = 8
"""Coordinates of a point that are shown unless everything is asked for."""


def outcome(report: Report, letters: Letters, options: Options) -> list[Part]:
    """The answers, then the certificates that stand for a missing optimum."""
    sense = report.form.sign
    names = {m.constraint: letters.name(m.name) for m in report.derivation.dual_function.multipliers}
    lines = (
        _answer(P_STAR, report.primal, _primal_words(report.primal.status, sense), _place(report, "p", {}, options)),
        _answer(D_STAR, report.dual, _dual_words(report.dual.status, letters), _place(report, "d", names, options)),
        _gap(report),
    )
    parts: list[Part] = [Lines("answers", lines)]
    evidence = [*_evidence(report.primal, names, "f", options), *_evidence(report.dual, names, "theta_D", options)]
    evidence += _convexified(report.dual, options)
    if evidence:
        parts.append(Lines("words", tuple(evidence)))
    return parts


def point_phrase(point: Point, names: dict[str, str], most: int | None = MOST_ENTRIES) -> Phrase:
    """x = 1/2, y = 1/2; long points are cut."""
    shown = point if most is None else point[:most]
    phrase: list[Inline] = []
    for k, (name, value) in enumerate(shown):
        phrase += [", "] * (k > 0) + [Name(names.get(name, name)), EQUALS, Value(value)]
    if len(shown) < len(point):
        phrase.append(f", ... ({len(point)} in all)")
    return tuple(phrase)


def exact_value(solution: Solution) -> Scalar | None:
    """The optimal value as a rational, where it is one."""
    match solution.exact:
        case Number(value):
            return value
        case Negative(Number(value)):
            return -value
        case _:
            return None


def _answer(symbol: Symbol, solution: Solution, words: str, place: Phrase) -> Line:
    if solution.value is None:
        return Line((symbol, " unknown"), _bounds(solution), ("no value was found",))
    shown = exact_value(solution)
    head: Phrase = (symbol, EQUALS, Value(solution.value if shown is None else shown))
    if words:
        return Line(head, (words,), (solution.label.value,))
    return Line(head, place, _label(solution))


def _place(report: Report, side: Side, names: dict[str, str], options: Options) -> Phrase:
    """Where the value is attained, or along which path it is approached."""
    solution = report.primal if side == "p" else report.dual
    if solution.attained is False:
        return approach(report, side, names)
    if not solution.point:
        return ()
    point = solution.point
    if solution.label is not Label.EXACT:
        # A rational next to the optimum, such as -274/779, would be read as the optimum itself.
        point = tuple((name, rounded(value)) for name, value in point)
    at = "at " if solution.attained else "computed at "
    return (at, *point_phrase(point, names, None if options.verbose else MOST_ENTRIES))


def rounded(value: Scalar | float) -> Scalar | float:
    """A fraction as a decimal; halves and quarters read as well as they are."""
    if not isinstance(value, Fraction) or value.denominator in (1, 2, 4) or abs(value) > HUGE:
        return value
    return float(value)


def _label(solution: Solution) -> Phrase:
    phrase: list[Inline] = [solution.label.value]
    match solution.label:
        case Label.EXACT:
            phrase += _closed_form(solution.exact) or _root(solution.root_of)
        case Label.ENCLOSED:
            phrase.append(f" in [{solution.lower!r}, {solution.upper!r}]")
        case Label.GLOBAL | Label.NUMERICAL:
            phrase += _known_bounds(solution)
    attained = {True: ", attained", False: ", not attained", None: ", attainment not decided"}[solution.attained]
    return (*phrase, attained)


def _known_bounds(solution: Solution) -> list[Inline]:
    """How far apart the bounds are, or the one bound that lies far from the value."""
    value = solution.value if solution.value is not None else math.nan
    wide = WIDE * max(1.0, abs(value))
    phrase: list[Inline] = []
    if math.isfinite(solution.lower) and value - solution.lower > wide:
        phrase += [", lower bound ", Value(solution.lower)]
    if math.isfinite(solution.upper) and solution.upper - value > wide:
        phrase += [", upper bound ", Value(solution.upper)]
    if not phrase and 0 < solution.upper - solution.lower < math.inf:
        phrase.append(f" (bounds {residual(solution.upper - solution.lower)} apart)")
    return phrase


def _digits(whole: int) -> int:
    """How many digits an integer has: Python writes none of more than 4300."""
    return math.floor(math.log10(abs(whole))) + 1 if whole else 1


def _closed_form(exact: Expression | None) -> list[Inline]:
    """The closed form of an irrational value, or of a rational too long to be shown as p*; never rounded."""
    match exact:
        case None:
            return []
        case Number(value) | Negative(Number(value)):
            above, below = _digits(value.numerator), _digits(value.denominator)
            size = (value < 0) + above + (1 + below if value.denominator > 1 else 0)
            if size <= LONGEST_EXACT:
                return []
            if size > LONGEST_RATIO:
                return [f" (a ratio of integers of {above} and {below} digits)"]
        case _:
            pass
    return [": ", Symbol(text(exact), latex(exact))]


def _root(coefficients: Sequence[Fraction]) -> list[Inline]:
    """Of which polynomial an irrational value is a root."""
    if not coefficients:
        return []
    tree = polynomial_tree(coefficients)
    if len(str(tree)) > LONGEST_POLYNOMIAL:
        return [f": a root of a polynomial of degree {len(coefficients) - 1}"]
    return [": a root of ", tree]


def _bounds(solution: Solution) -> Phrase:
    low, high = math.isfinite(solution.lower), math.isfinite(solution.upper)
    if low and high:
        return ("between ", Value(solution.lower), " and ", Value(solution.upper))
    if low:
        return ("at least ", Value(solution.lower))
    return ("at most ", Value(solution.upper)) if high else ()


def _gap(report: Report) -> Line:
    """The gap; where it is not decided, how large it is at most, or how far the values are apart that were found."""
    if report.exact_gap is not None:
        return Line(("gap", EQUALS, Value(report.exact_gap)), ())
    if report.gap is None:
        return Line(("gap unknown",), ())
    if report.strong_duality.verdict != "unknown":
        return Line(("gap", EQUALS, Value(report.gap)), ())
    p, d = (report.primal, report.dual) if report.form.sign > 0 else (report.dual, report.primal)
    width = p.upper - d.lower
    if math.isfinite(width):
        most = size_at_most(max(width, 0.0))
        return Line(("gap", Symbol(f" <= {most}", rf" \le {decimal_latex(most)}")), ())
    return Line(("gap unknown", "; the values found differ by ", Value(report.gap)), ())


def _primal_words(status: Status, sense: int) -> str:
    match status:
        case Status.INFEASIBLE:
            return "infeasible: no x satisfies the constraints"
        case Status.UNBOUNDED:
            return f"unbounded: the objective can be made arbitrarily {'small' if sense > 0 else 'large'}"
        case Status.OPTIMAL | Status.UNKNOWN:
            return ""


def _dual_words(status: Status, letters: Letters) -> str:
    symbol = letters.notation.dual_function.text
    match status:
        case Status.INFEASIBLE:
            return f"dual infeasible: {symbol} is -inf at every multiplier"
        case Status.UNBOUNDED:
            return f"dual unbounded: {symbol} rises without bound"
        case Status.OPTIMAL | Status.UNKNOWN:
            return ""


def _evidence(solution: Solution, names: dict[str, str], function: str, options: Options) -> list[Line]:
    most = None if options.verbose else MOST_ENTRIES
    match solution.certificate:
        case Farkas(multipliers, verified):
            proof = "checked exactly" if verified else "not checked exactly"
            return [
                Line(
                    ("Farkas",),
                    (
                        "with ",
                        *point_phrase(_nonzero(multipliers), names, most),
                        f" the weighted sum of the constraints is positive on D, so no x is feasible ({proof})",
                    ),
                )
            ]
        case Ray(origin, direction, verified):
            proof = "checked exactly" if verified else "not checked exactly"
            return [
                Line(
                    ("Ray",),
                    (
                        "from ",
                        *point_phrase(origin, names, most),
                        " in direction ",
                        *point_phrase(_nonzero(direction), names, most),
                        f": feasible all the way, and {function} has no bound along it ({proof})",
                    ),
                )
            ]
        case None:
            return []


def _convexified(dual: Solution, options: Options) -> list[Line]:
    """Where d* lies below p*: the points whose mean attains it."""
    if not dual.combination:
        return []
    most = None if options.verbose else MOST_ENTRIES
    mixed: list[Inline] = []
    for k, entry in enumerate(dual.combination):
        mixed += [" and " if k == len(dual.combination) - 1 else ", "] * (k > 0)
        mixed += ["weight ", Value(entry.weight), " at ", *point_phrase(entry.point, {}, most)]
    body: Phrase = (*MIXED[0], D_STAR, MIXED[1], *mixed)
    return [Line(("Mixture",), body)]


def _nonzero(point: Point) -> Point:
    kept = tuple((name, value) for name, value in point if value != 0)
    return kept or ((point[0][0], Fraction(0)),) if point else ()
