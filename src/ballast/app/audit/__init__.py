"""日志给人看：查、时间线、查验、导出。 The journal for people: look, time lines, verify, export."""
