"""名单、条目与命中。 Lists, their entries, and hits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ballast.events.model import FieldKind, Sensitivity, SubjectKind
from ballast.kit.text import Text


class Colour(StrEnum):
    """黑、灰、白。 What being on the list means."""

    BLACK = "black"
    GREY = "grey"
    WHITE = "white"


class EntryStatus(StrEnum):
    """条目的状态；`active` 与 `removing` 的条目有效。

    State of an entry; active and removing ones count.
    """

    PENDING = "pending"
    ACTIVE = "active"
    REMOVING = "removing"
    REMOVED = "removed"
    REFUSED = "refused"


COUNTING = (EntryStatus.ACTIVE, EntryStatus.REMOVING)
LIVE = (EntryStatus.PENDING, *COUNTING)


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """一个名单（领域包的数据）。 One list, from pack data.

    Args:
        code: 编码。 ASCII code used in policies.
        title: 名称。 Title.
        colour: 黑灰白。 Black, grey or white.
        subject: 对象种类；空为普通值。 Subject kind; None for plain values.
        kind: 值是什么样的信息，决定规范写法与屏蔽。 What a value is: decides normal form and mask.
        sensitivity: C2、C3 的值只存令牌与密文。 Values of C2 and C3 are kept as token and sealed.
        two_person: 增删要另一人确认。 Whether a second person must confirm each change.
    """

    code: str
    title: Text
    colour: Colour
    subject: SubjectKind | None = None
    kind: FieldKind = FieldKind.PLAIN
    sensitivity: Sensitivity = Sensitivity.C1
    two_person: bool = False

    @property
    def protected(self) -> bool:
        """只存令牌与密文。 Whether values are kept as token and sealed."""
        return self.sensitivity is not Sensitivity.C1

    @property
    def ranges(self) -> bool:
        """可否放网段。 Whether CIDR ranges are allowed."""
        return self.kind is FieldKind.IP and not self.protected


@dataclass(frozen=True, slots=True)
class ListEntry:
    """名单上的一条。 One entry.

    Args:
        key: 比对用的值：明文、网段或令牌。 What is compared: clear value, network or token.
        shown: 给人看的（受保护的已屏蔽）。 What people see; masked when protected.
        sealed: 受保护值的密文。 The protected value, encrypted; empty when not protected.
        starts_us: 从何时起有效（含）。 Valid from, inclusive, microseconds.
        expires_us: 到何时失效（不含）；None 为长期。 Valid until, exclusive; None: no end.
        author: 谁加的。 Who added it.
        requester: 谁提出了等待确认的增删。 Who asked for the latest change.
        confirmer: 谁确认的。 Who confirmed it.
    """

    id: str
    list: str
    key: str
    shown: str
    reason: str
    source: str
    starts_us: int
    expires_us: int | None
    status: EntryStatus
    author: str
    created_us: int
    requester: str
    confirmer: str | None = None
    sealed: bytes = b""

    def as_dict(self) -> dict[str, object]:
        """可入日志的形式：只有屏蔽后的值。 For the journal: masked value only."""
        return {
            "list": self.list,
            "value": self.shown,
            "reason": self.reason,
            "source": self.source,
            "starts_us": self.starts_us,
            "expires_us": self.expires_us,
            "status": self.status.value,
        }


@dataclass(frozen=True, slots=True)
class ListHit:
    """为什么命中。 Why it hit: which list, colour, reason, since and until."""

    entry: str
    list: str
    title: Text
    colour: Colour
    reason: str
    source: str
    since_us: int
    until_us: int | None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """要加的一条；没有开始时间即现在起。 An entry to add; without a start it counts from now."""

    list: str
    value: str
    reason: str
    source: str = ""
    starts_us: int | None = None
    expires_us: int | None = None
