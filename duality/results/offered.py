"""The views that records of the model have through the rooms below this one; offered as the package is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality import report, results
from duality.model.views import offer
from duality.report.options import Options
from duality.report.render import render

if TYPE_CHECKING:
    import sympy

    from duality.model.derivation import KKT
    from duality.model.expression import Expression
    from duality.report.subjects import Subject


def latex_fragment(subject: Subject) -> str:
    """For a document of its own reader's making."""
    return render(subject, "latex", Options(standalone=False))


def html_fragment(subject: Subject) -> str:
    """For a page of its own reader's making."""
    return report.page.render.fragment(subject, Options())


def derivative(expression: Expression, name: str) -> Expression:
    """The partial derivative, as a tree."""
    from duality.algebra.differentiate import derivative

    return derivative(expression, name)


def kkt_text(system: KKT) -> str:
    """The system on lines."""
    return report.displayed.kkt_text(system)


def kkt_latex(system: KKT) -> str:
    """The system in one display."""
    return report.displayed.kkt_latex(system)


def kkt_sympy(system: KKT) -> list[sympy.Basic]:
    """The relations of the system."""
    return results.sympy_views.kkt(system)


offer(
    render=render,
    latex_fragment=latex_fragment,
    html_fragment=html_fragment,
    derivative=derivative,
    kkt_text=kkt_text,
    kkt_latex=kkt_latex,
    kkt_sympy=kkt_sympy,
)
