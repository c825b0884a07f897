"""换密码：用过的记下，别人设的要换。 Renewing passwords: former ones, and given ones."""
