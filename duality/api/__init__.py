"""The package's functions: read or state a problem, derive, solve, check."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.api import answering as answering
    from duality.api import convexified as convexified
    from duality.api import cvxpy_names as cvxpy_names
    from duality.api import dual_search as dual_search
    from duality.api import dual_solve as dual_solve
    from duality.api import early as early
    from duality.api import grading as grading
    from duality.api import in_letters as in_letters
    from duality.api import integers as integers
    from duality.api import judging as judging
    from duality.api import large as large
    from duality.api import model_files as model_files
    from duality.api import model_writing as model_writing
    from duality.api import pipeline as pipeline
    from duality.api import presolved as presolved
    from duality.api import price_ranges as price_ranges
    from duality.api import rates as rates
    from duality.api import settlement as settlement
    from duality.api import solving_many as solving_many
    from duality.api import stated as stated
    from duality.api import stating as stating
    from duality.api import sweep_rows as sweep_rows
    from duality.api import sweeping as sweeping
    from duality.api import telling as telling
    from duality.api.answering import check, derive, dual_of_dual, grade, iterations, lesson, solve
    from duality.api.cvxpy_names import (
        entr,
        inv_pos,
        kl_div,
        log_sum_exp,
        logistic,
        maximum,
        minimum,
        multiply,
        neg,
        pos,
        power,
        quad_form,
        quad_over_lin,
        rel_entr,
        square,
        sum_squares,
    )
    from duality.api.functions import (
        abs,
        array,
        eq,
        exp,
        huber,
        ln,
        log,
        max,
        min,
        norm,
        norm1,
        norminf,
        piecewise,
        sqrt,
        sum,
    )
    from duality.api.matrices import (
        block,
        diag,
        eigmax,
        eye,
        from_cvxpy,
        geomean,
        logdet,
        logsumexp,
        matrix,
        norm2,
        normnuc,
        ones,
        sumlargest,
        trace,
        vector,
    )
    from duality.api.pages import exercises, figure, page
    from duality.api.solving_many import solve_many
    from duality.api.stating import maximize, member, minimize, parameter, parse, read, variables, write
    from duality.api.sweeping import sweep
    from duality.api.value_function import sensitivity

__getattr__ = lazily(
    __name__,
    {
        "answering": "check derive dual_of_dual grade iterations lesson solve",
        "cvxpy_names": "entr inv_pos kl_div log_sum_exp logistic maximum minimum multiply neg "
        "pos power quad_form quad_over_lin rel_entr square sum_squares",
        "functions": "abs array eq exp huber ln log max min norm norm1 norminf piecewise sqrt sum",
        "matrices": "block diag eigmax eye from_cvxpy geomean logdet logsumexp matrix norm2 normnuc ones "
        "sumlargest trace vector",
        "pages": "exercises figure page",
        "solving_many": "solve_many",
        "stating": "maximize member minimize parameter parse read variables write",
        "sweeping": "sweep",
        "value_function": "sensitivity",
    },
)

__all__ = [
    "abs",
    "array",
    "block",
    "check",
    "derive",
    "diag",
    "dual_of_dual",
    "eigmax",
    "entr",
    "eq",
    "exercises",
    "exp",
    "eye",
    "figure",
    "from_cvxpy",
    "geomean",
    "grade",
    "huber",
    "inv_pos",
    "iterations",
    "kl_div",
    "lesson",
    "ln",
    "log",
    "log_sum_exp",
    "logdet",
    "logistic",
    "logsumexp",
    "matrix",
    "max",
    "maximize",
    "maximum",
    "member",
    "min",
    "minimize",
    "minimum",
    "multiply",
    "neg",
    "norm",
    "norm1",
    "norm2",
    "norminf",
    "normnuc",
    "ones",
    "page",
    "parameter",
    "parse",
    "piecewise",
    "pos",
    "power",
    "quad_form",
    "quad_over_lin",
    "read",
    "rel_entr",
    "sensitivity",
    "solve",
    "solve_many",
    "sqrt",
    "square",
    "sum",
    "sum_squares",
    "sumlargest",
    "sweep",
    "trace",
    "variables",
    "vector",
    "write",
]
