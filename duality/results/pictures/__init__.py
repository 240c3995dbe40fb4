"""The data of the figures, each from a report's own numbers and from samples of its problem."""

from duality.results.pictures.order import picture, pictures

__all__ = ["picture", "pictures"]
