"""The statement in letters that the blocks belong to, with the blocks as its data."""

from __future__ import annotations

from fractions import Fraction

from duality.model.problem import Sense
from duality.statements.explicit.columns import Block
from duality.statements.explicit.kinds import JOINTS, TAGS
from duality.statements.explicit.lowering import Family, Lowered
from duality.statements.language.reading import parse
from duality.statements.statement import Statement

INEQUALITIES = "rows"
EQUATIONS = "equations"


def statement_of(found: Lowered) -> Statement:
    """Its objective is the problem's times ``found.factor``."""
    writing = _Writing(found)
    lines = [f"title {found.problem.title}"] if found.problem.title.strip() else []
    lines += [f"note {note}" for note in found.problem.notes if note.strip() and "\n" not in note]
    return parse("\n".join([*lines, *writing.lines()]), "<rows>").bind(**found.data)


class _Writing:
    def __init__(self, found: Lowered) -> None:
        self.found = found
        self.declared: list[str] = []

    def lines(self) -> list[str]:
        objective = self._objective()
        rows = self._rows()
        domain = [line for block in self.found.blocks for line in self._domain(block)]
        bounded = [f for f in self.found.families if f"T{f.tag}" in self.found.data]
        spaces = [f"{block.letter} in R^{_size(block)}" for block in self.found.blocks]
        variables = ", ".join([*spaces, *(f"t{family.tag} in R^N{family.tag}" for family in bounded)])
        sense = "min" if self.found.problem.sense is Sense.MIN else "max"
        stated = [f"{sense} {objective}", *(f"s.t. {row}" for row in rows), *(f"domain {line}" for line in domain)]
        parameters = [f"param {', '.join(self.declared)}"] if self.declared else []
        return [*parameters, f"var {variables}", *stated]

    def _letter(self, name: str, shape: str, sign: str = "R") -> str:
        self.declared.append(f"{name} in {sign}^{shape}")
        return name

    def _member(self, family: Family) -> str:
        """phi(J[i]*x + j[i])."""
        tag, terms = family.tag, []
        for block in self.found.blocks:
            if f"J{tag}{block.suffix}" in self.found.data:
                self._letter(f"J{tag}{block.suffix}[N{tag}]", f"({family.length}, {_size(block)})")
                terms.append(f"J{tag}{block.suffix}[i]*{block.letter}")
        if f"j{tag}" in self.found.data:
            self._letter(f"j{tag}[N{tag}]", f"{family.length}")
            terms.append(f"j{tag}[i]")
        return JOINTS[family.kind].written.format(u=" + ".join(terms))

    def _objective(self) -> str:
        """f, or for a max the objective itself, -f."""
        data, terms = self.found.data, []
        sign = "+" if self.found.problem.sense is Sense.MIN else "-"
        for block in self.found.blocks:
            if block.curved:
                squares = f"{self._letter(f'q{block.suffix}', _size(block), 'R++')}'*({block.letter}.^2)"
                terms.append(f"{sign} {squares}")
        for tag, kind in TAGS.items():
            if not any(f"G{tag}{block.suffix}" in data for block in self.found.blocks):
                continue
            written = kind.written.format(u=self._form(f"G{tag}", f"g{tag}", f"r{tag}"))
            if f"w{tag}" in data:
                written = f"{self._letter(f'w{tag}', f'r{tag}', 'R++')}'*{written}"
            else:
                written = f"sum({written})"
            terms.append(f"{'+' if (sign == '+') == (kind.curvature > 0) else '-'} {written}")
        for tag, kind, weight in self.found.joints:
            written = JOINTS[kind].written.format(u=self._form(f"G{tag}", f"g{tag}", f"r{tag}"))
            terms.append(f"{sign} {written}" if weight == 1 else f"{sign} {weight}*{written}")
        for family in self.found.families:
            if f"v{family.tag}" in data:
                written = self._member(family)
                weight = self._letter(f"v{family.tag}", f"N{family.tag}", "R++")
                terms.append(f"{sign} sum({weight}[i]*{written} for i in 1..N{family.tag})")
        for block in self.found.blocks:
            if f"c{block.suffix}" in data:
                terms.append(f"+ {self._letter(f'c{block.suffix}', _size(block))}'*{block.letter}")
        constant = self.found.constant
        if constant or not terms:
            told = str(constant) if isinstance(constant, (int, Fraction)) else repr(float(constant))
            terms.append(f"- {told[1:]}" if told.startswith("-") else f"+ {told}")
        return " ".join(terms).removeprefix("+ ")

    def _form(self, matrix: str, offset: str, rows: str) -> str:
        terms = [
            f"{self._letter(f'{matrix}{block.suffix}', f'({rows}, {_size(block)})')}*{block.letter}"
            for block in self.found.blocks
            if f"{matrix}{block.suffix}" in self.found.data
        ]
        if offset in self.found.data:
            terms.append(self._letter(offset, rows))
        return " + ".join(terms)

    def _rows(self) -> list[str]:
        found = []
        if self.found.inequalities.names:
            left = self._form("A", "", "m")
            for tag, kind in TAGS.items():
                if f"W{tag}" in self.found.data:
                    weights = self._letter(f"W{tag}", f"(m, o{tag})", "R+")
                    written = kind.written.format(u=self._form(f"H{tag}", f"h{tag}", f"o{tag}"))
                    joint = "" if not left and kind.curvature > 0 else " + " if kind.curvature > 0 else " - "
                    left = f"{left}{joint}{weights}*{written}"
            for family in self.found.families:
                if f"T{family.tag}" in self.found.data:
                    chosen = self._letter(f"T{family.tag}", f"(m, N{family.tag})", "R+")
                    left = f"{left}{' + ' if left else ''}{chosen}*t{family.tag}"
            found.append(f"{INEQUALITIES}: {left} <= {self._letter('b', 'm')}")
            for family in self.found.families:
                if f"T{family.tag}" in self.found.data:
                    index = f"i in 1..N{family.tag}"
                    found.append(f"of{family.tag}[i]: {self._member(family)} <= t{family.tag}[i] for {index}")
        if self.found.equations.names:
            found.append(f"{EQUATIONS}: {self._form('E', '', 'k')} = {self._letter('d', 'k')}")
        return found

    def _domain(self, block: Block) -> list[str]:
        if block.kind == "nonnegative":
            return [f"{block.letter} >= 0"]
        found = []
        if block.kind in ("lower", "box"):
            found.append(f"{block.letter} >= {self._letter(f'l{block.suffix}', _size(block))}")
        if block.kind in ("upper", "box"):
            found.append(f"{block.letter} <= {self._letter(f'u{block.suffix}', _size(block))}")
        return found


def _size(block: Block) -> str:
    return f"n{block.suffix}"
