"""指标：关于一个对象的一个数。 Indicators: one number about a subject; a real-time feature and a KRI are one thing."""
