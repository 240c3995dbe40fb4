from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.report.page import drawings as drawings
    from duality.report.page import render as render

__getattr__ = lazily(__name__)
