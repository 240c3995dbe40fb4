"""A result around a record of the model, which shows itself as that record does."""

from __future__ import annotations

from typing import Generic, TypeVar

from duality.model.shown import Shown
from duality.report.subjects import Subject

Data = TypeVar("Data", bound=Subject)


class Rendered(Shown, Generic[Data]):
    """A result around ``data``, the plain record behind it."""

    def __init__(self, data: Data) -> None:
        self._data = data

    @property
    def data(self) -> Data:
        return self._data
