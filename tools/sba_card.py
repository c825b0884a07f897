"""积分表的特征与分段：取值、SQL 条件、决策表单元格、名称，写在一处。

Characteristics and bins of the points table: value, SQL condition, table cell and title, in one
place. A value that no bin admits (unknown) scores nothing, which is the average.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Bin:
    """一段。 One bin."""

    code: str
    cell: str
    sql: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Characteristic:
    """一个特征。 One characteristic; `field` is its name in the policy and in the fit's view."""

    field: str
    zh: str
    en: str
    bins: tuple[Bin, ...]


def _number(field: str, zh: str, en: str, edges: tuple[float, ...]) -> Characteristic:
    cuts = [_plain(edge) for edge in edges]
    first = Bin("0", f"< {cuts[0]}", f"{field} < {cuts[0]}", f"< {cuts[0]}", f"< {cuts[0]}")
    middle = [
        Bin(
            str(place),
            f"[{low}..{high})",
            f"{field} >= {low} AND {field} < {high}",
            f"{low} 至 {high}（不含）",
            f"{low} to {high} (excluded)",
        )
        for place, (low, high) in enumerate(pairwise(cuts), 1)
    ]
    top = cuts[-1]
    last = Bin(str(len(cuts)), f">= {top}", f"{field} >= {top}", f"≥ {top}", f">= {top}")
    return Characteristic(field, zh, en, (first, *middle, last))


def _codes(field: str, zh: str, en: str, titles: dict[str, tuple[str, str]]) -> Characteristic:
    bins = tuple(
        Bin(code, f'"{code}"', f"{field} = '{code}'", *title) for code, title in titles.items()
    )
    return Characteristic(field, zh, en, bins)


def _flag(field: str, zh: str, en: str) -> Characteristic:
    yes = Bin("yes", "true", field, "是", "yes")
    no = Bin("no", "false", f"NOT {field}", "否", "no")
    return Characteristic(field, zh, en, (yes, no))


def _plain(value: float) -> str:
    return f"{value:g}" if value < 100_000 else f"{value:.0f}"


INDUSTRIES = {
    "11": ("农林牧渔", "Agriculture, forestry, fishing"),
    "21": ("采矿", "Mining"),
    "22": ("公用事业", "Utilities"),
    "23": ("建筑", "Construction"),
    "31": ("食品与纺织制造", "Manufacturing: food and textiles"),
    "32": ("木材与化工制造", "Manufacturing: wood and chemicals"),
    "33": ("金属与机械制造", "Manufacturing: metal and machinery"),
    "42": ("批发", "Wholesale trade"),
    "44": ("零售（44）", "Retail trade (44)"),
    "45": ("零售（45）", "Retail trade (45)"),
    "48": ("运输", "Transportation"),
    "49": ("邮递与仓储", "Couriers and warehousing"),
    "51": ("信息", "Information"),
    "52": ("金融与保险", "Finance and insurance"),
    "53": ("房地产与租赁", "Real estate and leasing"),
    "54": ("专业服务", "Professional services"),
    "55": ("企业管理", "Management of companies"),
    "56": ("行政与支持服务", "Administrative and support services"),
    "61": ("教育", "Education"),
    "62": ("医疗与社会救助", "Health care and social assistance"),
    "71": ("文娱体育", "Arts and recreation"),
    "72": ("住宿餐饮", "Accommodation and food"),
    "81": ("其他服务", "Other services"),
    "92": ("公共管理", "Public administration"),
}

_INDEX = (0.7, 0.85, 1.0, 1.15, 1.4)

CARD: tuple[Characteristic, ...] = (
    _number(
        "amount",
        "批准金额（美元）",
        "Approved amount in USD",
        (15_000, 25_001, 50_001, 100_001, 250_001, 500_001),
    ),
    _number("guaranteed_share", "担保比例", "Guaranteed share", (0.501, 0.8, 0.86, 0.999)),
    _number("employees", "从业人数", "Employees", (2, 4, 8, 16, 41)),
    _number("jobs_retained", "保留岗位数", "Jobs retained", (1, 3, 8, 20)),
    _number("jobs_created", "新增岗位数", "Jobs created", (1, 3, 8)),
    _flag("new_business", "新办企业", "New business"),
    _flag("franchise", "特许经营", "Franchise"),
    _flag("rural", "乡村", "Rural"),
    _flag("home_lender", "贷款人与借款人同州", "Lender in the borrower's state"),
    _flag("revolving", "循环额度", "Revolving credit"),
    _flag("low_doc", "简化材料", "Reduced documentation"),
    _codes("industry", "行业", "Industry", INDUSTRIES),
    _number("industry_index", "行业近一年坏账指数", "Industry charge-off index, 1 year", _INDEX),
    _number("state_index", "州近一年坏账指数", "State charge-off index, 1 year", _INDEX),
    _number("lender_index", "贷款人近一年坏账指数", "Lender charge-off index, 1 year", _INDEX),
)
"""候选特征；拟合舍弃无益的。 Candidates; the fit drops those that do not help."""
