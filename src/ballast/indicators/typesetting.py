"""公式的小树，写成一行文字或 MathML。 Small trees of formulas, written as text or as MathML."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Math:
    """公式的一块。 A piece of a formula.

    Args:
        tag: MathML 的元素名。 Name of the MathML element.
        parts: 里面的块；最小的一块没有。 The pieces inside; none in the smallest.
        text: 最小一块的文字。 Text of the smallest piece.
    """

    tag: str
    parts: tuple[Math, ...] = ()
    text: str = ""

    def mathml(self) -> str:
        """MathML；文字已转义。 As MathML; text is escaped."""
        inside = "".join(part.mathml() for part in self.parts) or escape(self.text)
        # Brackets stay the size of the line, whatever stands between them.
        opened = 'mo stretchy="false"' if self.tag == "mo" else self.tag
        return f"<{opened}>{inside}</{self.tag}>"

    def plain(self) -> str:
        """一行 Unicode 文字。 As one line of Unicode text."""
        parts = [part.plain() for part in self.parts]
        match self.tag:
            case "mfrac":
                return f"({parts[0]}) ÷ ({parts[1]})"
            case "msqrt":
                return f"√({''.join(parts)})"
            case "munder":
                return f"{parts[0]}[{parts[1]}] "
            case "msub":
                return f"{parts[0]}_{parts[1]}"
            case "msup":
                return f"{parts[0]}{_RAISED.get(parts[1], '^' + parts[1])}"
            case _:
                return self.text + "".join(parts)


_RAISED = {"2": "²", "6": "⁶"}


def name(text: str) -> Math:
    """变量。 A variable."""
    return Math("mi", text=text)


def number(text: object) -> Math:
    """数。 A number."""
    return Math("mn", text=str(text))


def sign(text: str) -> Math:
    """运算符。 An operator."""
    return Math("mo", text=text)


def words(text: str) -> Math:
    """文字。 Words."""
    return Math("mtext", text=text)


def row(*parts: Math | str) -> Math:
    """排成一行；字符串是运算符。 Pieces in a row; strings are operators."""
    return Math("mrow", tuple(sign(part) if isinstance(part, str) else part for part in parts))


def of(function: str, *arguments: Math) -> Math:
    """函数。 A function of arguments."""
    listed: list[Math | str] = []
    for argument in arguments:
        listed += [", ", argument] if listed else [argument]
    return row(name(function), "(", *listed, ")")


def over(above: Math, below: Math) -> Math:
    """分数。 A fraction."""
    return Math("mfrac", (above, below))


def root(inside: Math) -> Math:
    """平方根。 A square root."""
    return Math("msqrt", (inside,))


def under(operator: str, below: Math) -> Math:
    """下面写着范围的运算符。 An operator with its range below."""
    return Math("munder", (sign(operator), below))


def power(base: Math, exponent: int) -> Math:
    """幂。 A power."""
    return Math("msup", (base, number(exponent)))


def index(base: Math, below: Math) -> Math:
    """下标。 A subscript."""
    return Math("msub", (base, below))
