"""The commands, one a file, each loaded when it is wanted."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.cli.commands import check as check
    from duality.cli.commands import demo as demo
    from duality.cli.commands import derive as derive
    from duality.cli.commands import play as play
    from duality.cli.commands import plot as plot
    from duality.cli.commands import report as report
    from duality.cli.commands import sensitivity as sensitivity
    from duality.cli.commands import solve as solve
    from duality.cli.commands import sweep as sweep

__getattr__ = lazily(__name__)
