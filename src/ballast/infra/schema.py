"""建表：开发与测试直接建，生产用迁移。 Create every table at once (tests); production migrates."""

from __future__ import annotations

import importlib
import pkgutil

import ballast
from ballast.infra.db import Base, Database


def load_tables() -> None:
    """导入每个概念的 `tables` 模块。 Import every `tables` module so that metadata is complete."""
    for module in pkgutil.walk_packages(ballast.__path__, "ballast."):
        if module.name.endswith(".tables"):
            importlib.import_module(module.name)


def create_all(database: Database) -> None:
    """在空库里建全部表。 Create every table in an empty database."""
    load_tables()
    Base.metadata.create_all(database.engine)
