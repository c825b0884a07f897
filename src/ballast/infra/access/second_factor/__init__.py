"""第二因素：验证器的码与恢复码。 The second factor: an authenticator and recovery codes."""
