from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.model import letters as letters
    from duality.model import printing as printing
    from duality.model import sympy_form as sympy_form
    from duality.model import typeset as typeset
    from duality.model import ufuncs as ufuncs

__getattr__ = lazily(__name__)
