"""单点登录（OpenID Connect）。 Single sign-on with OpenID Connect."""
