"""The data behind the pictures of duality: plain numbers with their labels, one record a picture.

Values of f, L, theta_D and v stand in the user's sense: for a maximization they are those of the min form with the sign
turned, so that p* and d* are on the same axis. Constraints and multipliers are those of the min form: c(x) <= 0,
alpha >= 0, h(x) = 0, beta free. ``math.inf`` is a value like any other.
"""

from __future__ import annotations

from duality.model.pictures.bounds import NumberLine, SaddleMap, ThetaCurve, ThetaSurface
from duality.model.pictures.marks import (
    PROVED,
    Certainty,
    Contour,
    Direction,
    Inapplicable,
    Level,
    Sampled,
    Sides,
    Support,
)
from duality.model.pictures.optimality import Iterate, Iteration, IterationPath, SlacknessBar, SlacknessBars
from duality.model.pictures.primal import (
    Arrow,
    FrontPoint,
    ImageSet,
    LagrangianFamily,
    LevelSets,
    ParetoFront,
    PricePoint,
    ValueFunction,
)
from duality.model.pictures.slider import PlanePoint, SliderPanels

Picture = (
    ThetaCurve
    | ThetaSurface
    | LagrangianFamily
    | ImageSet
    | LevelSets
    | NumberLine
    | ValueFunction
    | SaddleMap
    | IterationPath
    | SlacknessBars
    | ParetoFront
    | SliderPanels
)

__all__ = [
    "PROVED",
    "Arrow",
    "Certainty",
    "Contour",
    "Direction",
    "FrontPoint",
    "ImageSet",
    "Inapplicable",
    "Iterate",
    "Iteration",
    "IterationPath",
    "LagrangianFamily",
    "Level",
    "LevelSets",
    "NumberLine",
    "ParetoFront",
    "Picture",
    "PlanePoint",
    "PricePoint",
    "SaddleMap",
    "Sampled",
    "Sides",
    "SlacknessBar",
    "SlacknessBars",
    "SliderPanels",
    "Support",
    "ThetaCurve",
    "ThetaSurface",
    "ValueFunction",
]
