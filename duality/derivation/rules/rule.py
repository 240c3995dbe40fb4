"""The shape of a rule: it takes one block of L and gives its infimum, or says why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from duality.derivation.blocks import LagrangianBlock
from duality.model.derivation import Block
from duality.records import record


@record
class Refusal:
    """Why a rule does not apply, in a clause that reads after "no closed form: "."""

    reason: str


Answer = Sequence[Block] | Refusal


class Rule(Protocol):
    """inf over the block's variables, as one or more blocks whose infima add up to it.

    A rule is exact: what it returns is the infimum for every admissible multiplier, -inf where no branch holds.
    """

    def __call__(self, block: LagrangianBlock, /) -> Answer: ...
