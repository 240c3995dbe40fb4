"""The shape of a renderer: report or derivation in, text out."""

from __future__ import annotations

from typing import Protocol

from duality.report.options import Options
from duality.report.subjects import Subject


class Renderer(Protocol):
    """``name`` selects it (``--format name``), ``suffixes`` are the file names it is meant for.

    ``render`` is total and deterministic: any report gives a text, equal reports give equal texts.
    """

    @property
    def name(self) -> str: ...

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def render(self, subject: Subject, options: Options) -> str: ...
