"""Charts as plain data, written as SVG: planes with marks, words that keep clear of each other, shades."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.report.charts import lettering as lettering

__getattr__ = lazily(__name__)
