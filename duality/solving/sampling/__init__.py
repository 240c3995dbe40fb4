"""Samples of the problem for pictures: values over a box, hulls, v(u), theta_D with its argmins, contours."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.sampling import contours as contours
    from duality.solving.sampling import hulls as hulls
    from duality.solving.sampling import samples as samples
    from duality.solving.sampling import values as values

__getattr__ = lazily(__name__)
