"""与业务无关的输入输出。 Input and output without business meaning."""
