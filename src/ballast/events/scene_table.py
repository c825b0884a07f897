"""场景的 Markdown 表，供文档。 Scenes as Markdown tables, for the documentation."""

from __future__ import annotations

from collections.abc import Iterable

from ballast.events.model import Field, Scene

START = "<!-- scenes: generated -->"
END = "<!-- scenes: end -->"


def markdown(scenes: Iterable[Scene]) -> str:
    """全部场景的表。 Tables of these scenes, in order of their codes."""
    parts = [_section(scene) for scene in sorted(scenes, key=lambda scene: scene.code)]
    return "\n".join([START, *parts, END])


def replaced(document: str, table: str) -> str:
    """文档里的表换成新的。 The document with its table replaced."""
    before, rest = document.split(START, 1)
    return before + table + rest.split(END, 1)[1]


def _section(scene: Scene) -> str:
    head = f"\n### {scene.code} {scene.title.zh} {scene.title.en}\n"
    columns = "| field | 名称 title | type | class | kind | |\n|---|---|---|---|---|---|"
    return "\n".join([head, columns, *map(_line, scene.fields.values()), ""])


def _line(field: Field) -> str:
    notes = [
        "required" if field.required else "",
        f"→ {field.subject}" if field.subject else "",
        " ".join(f"`{value}`" for value in field.values),
    ]
    cells = (
        f"`{field.name}`",
        f"{field.title.zh} {field.title.en}",
        field.type.value,
        field.sensitivity.value,
        field.kind.value,
        "; ".join(note for note in notes if note),
    )
    return "| " + " | ".join(cells) + " |"
