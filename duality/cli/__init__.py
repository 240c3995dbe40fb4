"""The command line: arguments -> api -> renderer -> exit code."""

from typing import TYPE_CHECKING

from duality.cli.main import main
from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.cli import files as files
    from duality.cli import output as output
    from duality.cli import parser as parser

__getattr__ = lazily(__name__)


__all__ = ["main"]
