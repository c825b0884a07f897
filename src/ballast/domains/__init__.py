"""风险领域：只有内容，没有机制。 Risk domains: content only, no mechanism."""
