r"""The rows of a LaTeX statement: ``x_i \ge 0, \quad i = 1, \dots, 3``, ``x, y \in [0, 1]``."""

from __future__ import annotations

from duality.language.foreign.latex_expressions import Expressions, Loop
from duality.language.foreign.latex_tokens import tokens

_RELATIONS = frozenset({"<=", ">=", "=", "<", ">"})
_OPENING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}"}


class Rows(Expressions):
    """Reads the objective and the rows; ``resolved`` holds every letter with the ranges of its indices."""

    def __init__(self) -> None:
        super().__init__()
        self.resolved: list[tuple[str, tuple[str | tuple[int, int], ...]]] = []
        self.known: dict[str, tuple[int, int]] = {}
        """The ranges of the loops so far: a row with such an index and no range of its own holds for all of it."""

    def objective(self, text: str) -> str:
        """The objective; a final comma or point is nothing."""
        self._begin(tokens(text.rstrip(" \n,.;")))
        shown = self.sum().text
        if self.token:
            self._behind()
        self._resolve(())
        return shown

    def constraints(self, text: str) -> list[str]:
        """The rows, one a line."""
        found: list[str] = []
        for line in text.strip(" \n.").split("\n"):
            if line.strip(" ,;."):
                found += self._line(tokens(line.rstrip(" \n,.;")))
        return found

    def _begin(self, found: list[str]) -> None:
        self.tokens, self.position = found, 0

    def _behind(self) -> None:
        self.refuse(f"'{''.join(self.tokens[self.position :])[:40]}' is not understood")

    def _line(self, found: list[str]) -> list[str]:
        """The rows of a line, which commas part; its loops hold for the rows before them."""
        rows: list[str] = []
        begun: list[tuple[str, bool]] = []
        self._begin(found)
        while self.token:
            if self._at_loop():
                loops = self._loops()
                self._resolve(loops)
                shown = ", ".join(f"{loop.name} in {loop.lower}..{loop.upper}" for loop in loops)
                rows += [f"{row} for {shown}" if free else row for row, free in begun]
                begun = []
            else:
                before = len(self.used)
                found_rows = self._rows()
                free = any(_free_indices(*use) for use in self.used[before:])
                begun += [(row, free) for row in found_rows]
            while self.token in (",", ";", "and"):
                self.advance()
        loops = self._told(begun)
        self._resolve(loops)
        shown = "".join(f" for {loop.name} in {loop.lower}..{loop.upper}" for loop in loops)
        return rows + [f"{row}{shown}" if free else row for row, free in begun]

    def _told(self, begun: list[tuple[str, bool]]) -> tuple[Loop, ...]:
        """The loop of an index that stands in rows without a range, where the text gives it elsewhere."""
        for _, _, around in self.used:
            self.known |= {loop.name: (loop.lower, loop.upper) for loop in around}
        uses = self.used if any(free for _, free in begun) else []
        free = {
            index
            for _, indices, around in uses
            for index in indices
            if index.isalpha() and index not in {loop.name for loop in around}
        }
        if len(free) != 1 or (name := free.pop()) not in self.known:
            return ()
        return (Loop(name, *self.known[name]),)

    def _rows(self) -> list[str]:
        """x, y >= 0; x in [0, 1]; 0 <= x <= 1."""
        subjects = [self.sum().text]
        while self.token == "," and not self._complete():
            self.advance()
            subjects.append(self.sum().text)
        if self.accept("\\in"):
            return self._members(subjects)
        tail = ""
        while self.token in _RELATIONS:
            tail += f" {self.advance()} {self.sum().text}"
        if not tail:
            self.refuse(f"the row '{''.join(self.tokens)[:40]}' has no relation")
        return [subject + tail for subject in subjects]

    def _complete(self) -> bool:
        """Whether the line ends at the comma, or a loop begins."""
        self.position += 1
        done = not self.token or self._at_loop()
        self.position -= 1
        return done

    def _members(self, subjects: list[str]) -> list[str]:
        if self.accept("\\mathbb"):
            return self._number_set(subjects)
        opened = self.token
        if opened not in ("[", "(", "\\{"):
            self._behind()
        depth, place = 0, self.position
        while True:
            token = self.advance()
            depth += (token in _OPENING) - (token in _OPENING.values())
            if not token:
                self.refuse("a set is never closed")
            if depth == 0:
                break
        inside = "".join(self.tokens[place : self.position]).replace("\\{", "{").replace("\\}", "}")
        if any(character.isalpha() for character in inside.replace("inf", "")) or "\\" in inside:
            self.refuse(f"the ends of the set '{inside}' must be numbers")
        return [f"{subject} in {inside.replace(',', ', ')}" for subject in subjects]

    def _number_set(self, subjects: list[str]) -> list[str]:
        braced = self.accept("{")
        letter = self.advance()
        if braced:
            self.expect("}")
        positive = self._positive()
        if letter not in ("R", "Z") or self.token == "^":
            self.refuse("of the number sets the reals and the integers are read: write rows for the entries")
        if letter == "Z":
            return [f"{subject} in {'0' if positive else '-inf'}..inf" for subject in subjects]
        return [f"{subject} >= 0" for subject in subjects] if positive else []

    def _positive(self) -> bool:
        r"""Whether the set is R_+, R_{\ge 0}, Z^+."""
        if self.token not in ("_", "^") or (self.token == "^" and self.tokens[self.position + 1] not in ("+", "{")):
            return False
        place = self.position
        self.advance()
        braced = self.accept("{")
        sign = self.advance()
        if sign == ">=":
            self.expect("0")
        if braced:
            self.expect("}")
        if sign not in ("+", ">="):
            self.position = place
            return False
        return True

    # Loops

    def _at_loop(self) -> bool:
        """\forall, for, or i = 1, ..., n."""
        if self.token in ("\\forall", "for", "all"):
            return True
        following = self.tokens[self.position : self.position + 8]
        letter = len(following) > 4 and following[0].isalpha() and len(following[0]) == 1
        if not letter or following[1] != "=" or not following[2].isdigit():
            return False
        listed = len(following) > 4 and following[3] == "," and following[4].isdigit()
        return listed or "..." in following[3:8]

    def _loops(self) -> tuple[Loop, ...]:
        found: list[Loop] = []
        while self.token in ("\\forall", "for", "all"):
            self.advance()
        while True:
            found.append(self._loop())
            if self.token != "," or not self._loop_follows():
                return tuple(found)
            self.advance()

    def _loop_follows(self) -> bool:
        self.position += 1
        follows = self._at_loop() or (self.token.isalpha() and self.tokens[self.position + 1] == "\\in")
        self.position -= 1
        return follows

    def _loop(self) -> Loop:
        name = self.advance()
        if self.accept("\\in"):
            self.expect("\\{")
        else:
            self.expect("=")
        numbers: list[str] = []
        while self.token.isdigit() or self.token in (",", "...") or (numbers and numbers[-1] == "..."):
            token = self.advance()
            if token != ",":
                numbers.append(token)
            if len(numbers) > 2 and numbers[-2] == "...":
                break
        self.accept("\\}")
        counted = len(numbers) > 1 and all(number.isdigit() for number in numbers)
        if counted and numbers == [str(k) for k in range(int(numbers[0]), int(numbers[0]) + len(numbers))]:
            return Loop(name, int(numbers[0]), int(numbers[-1]))
        plain = len(numbers) in (3, 4) and numbers[-2] == "..." and numbers[0].isdigit() and numbers[-1].isalnum()
        if not name.isalpha() or not plain or (len(numbers) == 4 and int(numbers[1]) != int(numbers[0]) + 1):
            self.refuse("a list of rows is written i = 1, \\dots, 3")
        return Loop(name, int(numbers[0]), self.size(numbers[-1]))

    def _resolve(self, loops: tuple[Loop, ...]) -> None:
        """Gives every index that was met the range of its loop."""
        for name, indices, around in self.used:
            known = {loop.name: (loop.lower, loop.upper) for loop in (*loops, *around)}
            if name in known and not indices:
                continue
            self.known |= known
            lost = [index for index in indices if index.isalpha() and index not in known]
            if lost:
                self.refuse(f"the index '{lost[0]}' belongs to no sum and to no list of rows")
            self.resolved.append((name, tuple(known.get(index, index) for index in indices)))
        self.used = []


def _free_indices(name: str, indices: tuple[str, ...], around: tuple[Loop, ...]) -> bool:
    """Whether a letter has an index that no sum around it runs through."""
    known = [loop.name for loop in around]
    return any(index.isalpha() and index not in known for index in indices)
