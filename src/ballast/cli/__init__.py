"""命令行。 The command line."""
