"""管理的接口：用户、角色、范围、密钥。 The API of administration: users, roles, scopes, keys."""
