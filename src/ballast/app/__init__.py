"""组装：唯一知道全部部件的包。 The composition root: the only package that knows every part."""
