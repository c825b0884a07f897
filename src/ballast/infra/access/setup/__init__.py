"""第一位管理员的设立。 Setting up the first administrator."""
