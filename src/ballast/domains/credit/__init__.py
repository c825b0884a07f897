"""信用风险。目前是小企业贷款演示的内容。 Credit risk; so far the content of the lending demo."""

from pathlib import Path

from ballast.domains import Domain
from ballast.kit.text import Text

DOMAIN = Domain("credit", Text("信用风险", "Credit risk"), Path(__file__).parent)
LOANS = DOMAIN.pack / "demo" / "sba_loans.parquet"
POLICY = DOMAIN.pack / "policies" / "sba_lending.json"
GREY_LISTS = {
    code: DOMAIN.pack / "lists_entries" / f"{code}.csv"
    for code in ("grey_industry", "grey_lender_state")
}

__all__ = ["DOMAIN", "GREY_LISTS", "LOANS", "POLICY"]
