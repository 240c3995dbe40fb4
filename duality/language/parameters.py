"""Values of the parameters, in the order written; settings from outside take the place of what is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from duality import language
from duality.errors import UnknownNameError
from duality.language.expand import Expander
from duality.language.grammar import Grammar
from duality.language.limits import MAX_CONSTANT_DEPTH, MAX_CONSTANT_NODES
from duality.language.loops import Work
from duality.language.names import Names
from duality.language.parameter_values import Array
from duality.language.plain import PlainObjective, PlainRow
from duality.language.source import Source
from duality.language.splitting import split
from duality.language.statements import LetterSyntax, ParameterStatement
from duality.language.syntax import Application, Listing, Quoted, Reference, Syntax
from duality.language.vocabulary import suggestion
from duality.model.expression import Expression, Negative, Sum, number
from duality.model.letters import declaration, put_into_comparison, range_of, truth
from duality.model.parameter import Parameter

if TYPE_CHECKING:
    from pathlib import Path


ANY = "?"
"""The setting that makes a letter of a parameter."""


def read_parameters(
    statements: Sequence[ParameterStatement],
    names: Names,
    work: Work,
    settings: Mapping[str, str],
    folder: Path | None,
) -> None:
    """Puts the value of every parameter into ``names``; raises `ProblemError` for what is no constant.

    The setting ``?`` takes a parameter's value away, which makes it a letter.
    A setting for a name that is no parameter is an `UnknownNameError`.
    """
    for k, statement in enumerate(statements):
        name = statement.name
        if isinstance(statement.value, LetterSyntax) and any(name.name == other.name.name for other in statements[:k]):
            help = f"both ends of a range: param {name.name} in (0, 3)"
            raise names.source.problem_error(f"the letter '{name.name}' is declared twice", name.start, name.end, help)
        names.claim(name.name, "a parameter", name.start, name.end)
    known = [statement.name.name for statement in statements]
    for name in settings:
        if name not in known:
            raise _unknown_setting(name, known)
    for statement in statements:
        name = statement.name.name
        source, value = names.source, statement.value
        if name in settings:
            source, value = _read_setting(name, settings[name])
        expander = Expander(source, names, work, f"the parameter {name}")
        if isinstance(value, LetterSyntax):
            ranged = statement.value if isinstance(statement.value, LetterSyntax) else value
            names.parameters[name] = _letter(statement, ranged, expander)
            continue
        found = _Evaluation(expander, folder).value(value)
        if isinstance(statement.value, LetterSyntax):
            _check_setting(source, found, _letter(statement, statement.value, expander))
        names.parameters[name] = found


def _letter(statement: ParameterStatement, syntax: LetterSyntax, reader: Expander) -> Parameter:
    """The letter with its range; an end may hold letters that stand before it."""
    name = statement.name
    expander = Expander(reader.names.source, reader.names, reader.work, f"the range of {name.name}")
    lower = None if syntax.lower is None else expander.expression(syntax.lower)
    upper = None if syntax.upper is None else expander.expression(syntax.upper)
    if lower is not None and upper is not None:
        length = expander.sign(Sum((upper, Negative(lower))), name)
        if length == -1 or (length == 0 and not (syntax.lower_closed and syntax.upper_closed)):
            raise expander.source.problem_error(
                f"the range of {name.name} is empty", name.start, name.end, "the lower end stands first: in (0, 1)"
            )
    return Parameter(name.name, lower, upper, syntax.lower_closed, syntax.upper_closed)


def _check_setting(source: Source, value: Expression | Array, letter: Parameter) -> None:
    """A value from outside lies in the range of its letter."""
    end = len(source.text)
    if isinstance(value, Array):
        raise source.problem_error(f"{letter.name} is one number, not {value.shape}", 0, end, f"write {letter.name}=5")
    for wanted in range_of(letter):
        if truth(put_into_comparison(wanted, {letter.name: value})) is False:
            shown = declaration(letter)
            raise source.problem_error(
                f"{value} is outside the range of {letter.name}", 0, end, f"the letter is declared as {shown}"
            )


def _read_setting(name: str, text: str) -> tuple[Source, Syntax | LetterSyntax]:
    source = Source(f"the setting of {name}", text)
    if text.strip() == ANY:
        return source, LetterSyntax()
    statements = split(source)
    first = statements[0] if len(statements) == 1 else None
    if first is None or isinstance(first, (PlainRow, PlainObjective)):
        raise source.syntax_error(f"the value of {name} is one constant", 0, len(source.text), f"write {name}=5")
    grammar = Grammar(source, first)
    value = grammar.expression()
    grammar.finish("the value")
    return source, value


def _unknown_setting(name: str, known: Sequence[str]) -> UnknownNameError:
    near = suggestion(name, known)
    help = f"did you mean '{near}'? " if near else ""
    help += (
        f"the parameters are {', '.join(known[:12])}" if known else "it has no parameters: write 'param m = 1' in it"
    )
    return UnknownNameError(f"'{name}' is not a parameter of this problem", help=help)


class _Evaluation:
    """The value of one parameter."""

    def __init__(self, expander: Expander, folder: Path | None) -> None:
        self.expander = expander
        self.source = expander.source
        self.folder = folder

    def value(self, node: Syntax) -> Expression | Array:
        match node:
            case Application("load", (Quoted() as file,)):
                return language.load.load(self.source, file, self.folder)
            case Application("load", (other,)):
                raise self.source.syntax_error(
                    "load takes the name of a file", other.start, other.end, 'write load("b.csv")'
                )
            case Listing(items):
                return self._array(node, items)
            case Reference(name) if isinstance(self.expander.names.parameters.get(name), Array):
                return self.expander.names.parameters[name]
            case _:
                return self._scalar(node)

    def _scalar(self, node: Syntax) -> Expression:
        tree = self.expander.expression(node)
        value = self.expander.rational(tree, node)
        if value is not None:
            self.expander.check_digits(value, node)
            return number(value)
        _check_size(self.source, tree, node)
        return tree

    def _array(self, node: Listing, items: tuple[Syntax, ...]) -> Array:
        rows = [item for item in items if isinstance(item, Listing)]
        if not rows:
            return Array(tuple([self._scalar(item) for item in items]), len(items))
        columns = len(rows[0].items)
        entries: list[Expression] = []
        for item in items:
            if not isinstance(item, Listing):
                raise self.source.problem_error(
                    "a matrix is a list of rows", item.start, item.end, "write [[1, 2], [3, 4]]"
                )
            if len(item.items) != columns or columns == 0:
                message = f"this row has {len(item.items)} entries, the first has {columns}"
                raise self.source.problem_error(message, item.start, item.end, "rows of a matrix are equally long")
            entries += [self._scalar(entry) for entry in item.items]
        return Array(tuple(entries), len(rows), columns)


def _check_size(source: Source, tree: Expression, node: Syntax) -> None:
    """An irrational parameter stands as a tree wherever its name stands, so it must be small."""
    level, nodes, depth = [tree], 0, 0
    while level:
        nodes += len(level)
        depth += 1
        if nodes > MAX_CONSTANT_NODES or depth > MAX_CONSTANT_DEPTH:
            raise source.problem_error(
                "this constant is too long for a parameter that is not rational",
                node.start,
                node.end,
                f"at most {MAX_CONSTANT_NODES} parts, {MAX_CONSTANT_DEPTH} deep: use a decimal",
            )
        level = [below for above in level for below in above.children]
