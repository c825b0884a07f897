"""由别处确认的身份。 Identities that somebody else vouches for."""
