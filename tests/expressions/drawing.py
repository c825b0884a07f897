"""随机的、类型正确的表达式，写成源文本。 Random well-typed expressions as source text."""

from __future__ import annotations

from hypothesis import strategies as st

from ballast.expressions import BOOLEAN, NUMBER, STRING, TOKEN, Schema

SCHEMA: Schema = {
    "x": NUMBER,
    "y": NUMBER,
    "n": NUMBER,
    "s": STRING,
    "t": STRING,
    "p": BOOLEAN,
    "q": BOOLEAN,
    "k": TOKEN,
    "m": TOKEN,
}
DEPTH = 3
ALPHABET = "aBz1 .汉字ß　-"
TEXTS = st.text(ALPHABET, max_size=6) | st.sampled_from(["12", "-1.5e2", "true", "false", "1e999"])
NUMBERS = st.one_of(
    st.integers(-9, 9).map(float),
    st.sampled_from([0.0, 0.5, 2.5, -2.5, 0.1, 1e15, 1e16, 1e-5, 1e300, 123456789.125, 1.7e15]),
    st.floats(-1e6, 1e6),
)


def rows(*, missing: bool) -> st.SearchStrategy[dict[str, object]]:
    """一行数据；missing 时可缺。 A row of data, with missing values if asked."""

    def kind(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        return st.none() | values if missing else values

    tokens = st.sampled_from(["tk_1", "tk_2"])
    drawn: dict[str, st.SearchStrategy[object]] = {
        **dict.fromkeys("xy", kind(NUMBERS)),
        "n": kind(st.integers(0, 3).map(float)),
        **dict.fromkeys("st", kind(TEXTS)),
        **dict.fromkeys("pq", kind(st.booleans())),
        **dict.fromkeys("km", kind(tokens)),
    }
    return st.fixed_dictionaries(drawn)


def literal(value: float) -> str:
    shown = f"{abs(value):.6g}".replace("e+", "e")
    return f"-{shown}" if value < 0 else shown


def quoted(value: str) -> str:
    return f"'{value}'"


class Grammar:
    """按类型互相引用的文法；portable 时只用 zen 与我们约定一致的写法。

    A grammar by type. With `portable` it keeps to what zen and Ballast define alike: no text
    functions on other alphabets, no powers, no remainders of fractions, no missing values.
    """

    def __init__(self, *, portable: bool) -> None:
        self.portable = portable
        self.number: st.SearchStrategy[str] = st.sampled_from("xyn")
        self.text: st.SearchStrategy[str] = st.sampled_from("st")
        self.truth: st.SearchStrategy[str] = st.sampled_from("pq")
        for _ in range(DEPTH):
            self.number, self.text, self.truth = self._numbers(), self._texts(), self._truths()

    def _form(self, pattern: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.tuples(*parts).map(lambda drawn: pattern.format(*drawn))

    def _numbers(self) -> st.SearchStrategy[str]:
        n, s, b = self.number, self.text, self.truth
        literals = NUMBERS.map(literal) if not self.portable else st.integers(-9, 9).map(str)
        forms = [
            st.sampled_from("xyn"),
            literals,
            self._form("({} {} {})", n, st.sampled_from("+-*"), n),
            self._form("-{}", st.sampled_from("xyn")),
            self._form("({} ? {} : {})", b, n, n),
            self._form("({} ?? {})", n, n),
            self._form("abs({})", n),
            self._form("floor({})", n),
            self._form("ceil({})", n),
            self._form("trunc({})", n),
            self._form("max([{}, {}])", n, n),
            self._form("min([{}, {}])", n, n),
            self._form("sum([{}, {}])", n, n),
        ]
        if not self.portable:
            forms += [
                self._form("({} {} {})", n, st.sampled_from("/%^"), n),
                self._form("round({})", n),
                self._form("round({}, {})", n, st.sampled_from("0123")),
                self._form("number({})", s | b | n),
                self._form("len({})", s),
                self._form("avg([{}, {}])", n, n),
                self._form("max({}, {}, {})", n, n, n),
                self._form("dayOfWeek({})", n),
                self._form("(year({}) + monthOfYear({}) + hour({}))", n, n, n),
                self._form("dayOfYear({}) * dayOfMonth({})", n, n),
            ]
        return st.one_of(forms)

    def _texts(self) -> st.SearchStrategy[str]:
        n, s, b = self.number, self.text, self.truth
        forms = [
            st.sampled_from("st"),
            TEXTS.map(quoted),
            self._form("({} + {})", s, s),
            self._form("({} ? {} : {})", b, s, s),
            self._form("trim({})", s),
        ]
        if not self.portable:
            forms += [
                self._form("upper({})", s),
                self._form("lower({})", s),
                self._form("string({})", n | b | s),
                self._form("`<${{{}}}|${{{}}}>`", st.sampled_from("st"), st.sampled_from("xnp")),
                self._form("({} ?? {})", s, s),
                self._form("s[{}]", st.sampled_from("0123")),
                self._form("s[{}:{}]", st.sampled_from("012"), st.sampled_from("0123")),
                self._form("t[{}:]", st.sampled_from("012")),
                self._form("dateString({})", n),
            ]
        return st.one_of(forms)

    def _truths(self) -> st.SearchStrategy[str]:
        n, s, b = self.number, self.text, self.truth
        compare = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
        equal = st.sampled_from(["==", "!="])
        ends = st.sampled_from(["[{}..{}]", "({}..{})", "[{}..{})", "({}..{}]"])
        pair = st.tuples(st.integers(-9, 9), st.integers(0, 9)).map(lambda t: (t[0], t[0] + t[1]))
        ranges = st.tuples(ends, pair).map(lambda drawn: drawn[0].format(*drawn[1]))
        is_in = st.sampled_from(["in", "not in"])
        forms = [
            st.sampled_from("pq"),
            st.sampled_from(["true", "false"]),
            self._form("({} {} {})", n, compare, n),
            self._form("({} {} {})", s, equal, s),
            self._form("({} {} {})", b, equal, b),
            self._form("({} and {})", b, b),
            self._form("({} or {})", b, b),
            self._form("not ({})", b),
            self._form("({} {} {})", n, is_in, ranges),
            self._form("({} {} [{}, {}])", n, is_in, n, n),
            self._form("({} {} [{}])", s, is_in, s),
            self._form("({} ? {} : {})", b, b, b),
            self._form("({} {} null)", n | s | b, equal),
            self._form("contains({}, {})", s, s),
            self._form("startsWith({}, {})", s, s),
            self._form("endsWith({}, {})", s, s),
        ]
        if not self.portable:
            reverse = st.sampled_from(["]{}..{}[", "){}..{}("])
            forms += [
                self._form("({} {} [{}, null])", n, is_in, n),
                self._form("({} {} [])", n, is_in),
                self._form("({} in [x..{}])", n, n),
                self._form(
                    "({} {} {})",
                    n,
                    is_in,
                    st.tuples(reverse, pair).map(lambda drawn: drawn[0].format(*drawn[1])),
                ),
                self._form("({} and null)", b),
                self._form("({} ?? {})", b, b),
                self._form("contains([{}, {}], {})", n, n, n),
                self._form("contains([{}], {})", s, s),
                self._form("({} {} {})", st.sampled_from("km"), equal, st.sampled_from("km")),
                self._form("(k in [m, {}])", TEXTS.map(quoted)),
                self._form("matches({}, {})", s, PATTERNS.map(quoted)),
                self._form("bool({})", n | b | s),
                self._form("isNumeric({})", n | b | s),
            ]
        return st.one_of(forms)


PATTERNS = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["a", "B", "1", ".", "汉", "[a-z]", "[^1-9]", r"\d", r"\w", r"\s", r"\."]),
        st.tuples(PATTERNS, PATTERNS).map("".join),
        st.tuples(PATTERNS, PATTERNS).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(PATTERNS, st.sampled_from(["*", "+", "?", "{2}", "{1,3}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        st.tuples(PATTERNS).map(lambda one: f"^{one[0]}"),
        st.tuples(PATTERNS).map(lambda one: f"{one[0]}$"),
    )
)
