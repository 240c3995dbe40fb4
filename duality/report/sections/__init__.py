from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.report.sections import checking as checking
    from duality.report.sections import dual_of_dual as dual_of_dual
    from duality.report.sections import iterated as iterated
    from duality.report.sections import judgement as judgement
    from duality.report.sections import letters as letters
    from duality.report.sections import optimality as optimality
    from duality.report.sections import outcome as outcome
    from duality.report.sections import regions as regions
    from duality.report.sections import why as why
    from duality.report.sections import worked_solution as worked_solution

__getattr__ = lazily(__name__)
