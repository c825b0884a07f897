"""中国常用号码的校验。 Checks of the identifiers used in China; pure, no register is asked."""
