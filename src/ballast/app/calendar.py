"""现行工作日历：内容包里的，加上机构自己的文件。

The working-day calendar in force: that of the packs, with the institution's own file over it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ballast.infra.packs import Pack, PackError, parse_yaml, section
from ballast.infra.settings import Settings
from ballast.kit.calendar import Calendar
from ballast.kit.document import Document
from ballast.kit.text import Text

CODE = "cn"


def open_calendar(packs: Iterable[Pack], settings: Settings) -> Calendar:
    """现行日历。 The calendar in force.

    Raises:
        PackError: 机构的文件读不懂。 The institution's file cannot be read.
        DocumentError: 内容不合格式。 Its content is malformed.
    """
    found = section(packs, "calendar_cn").documents[CODE]
    calendar = Calendar.from_document(Document({"code": CODE, **found.content}, found.where))
    if settings.calendar_file is None:
        return calendar
    place = str(settings.calendar_file)
    try:
        text = settings.calendar_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(
            Text(
                f"日历文件 {place} 读不出，请核对 BALLAST_CALENDAR_FILE。",
                f"The calendar file {place} cannot be read; check BALLAST_CALENDAR_FILE.",
            )
        ) from error
    content, _ = parse_yaml(text, place)
    return calendar.merged(Calendar.from_document(Document(content, place)))
