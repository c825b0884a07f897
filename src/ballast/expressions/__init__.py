"""表达式语言：Zen 的写法，SQL 的缺失值。 The expression language: Zen's syntax, SQL's missing values."""
