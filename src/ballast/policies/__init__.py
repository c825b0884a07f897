"""策略：把数变成判断。 Policies: dated, approved rules that turn numbers into a judgement."""
