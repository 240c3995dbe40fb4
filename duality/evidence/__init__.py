"""Strategies propose, one kernel disposes: what is true of p* and d*, decided from checked evidence alone."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.evidence import attainment as attainment
    from duality.evidence import conclude as conclude
    from duality.evidence import settling as settling
    from duality.evidence import support as support

__getattr__ = lazily(__name__)
