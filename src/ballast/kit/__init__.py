"""不含业务、不做输入输出的值。 Values without business meaning and without I/O."""
