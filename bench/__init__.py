"""测速：比值出自同一次运行。 Benchmarks: every ratio comes from one run on one machine."""
