"""不起服务，写出接口文档。 Write the API's document without a server.

    python -m tools.write_openapi web/src/api/openapi.json

The console's types are generated from it, so it is the document of the source as it stands: of the
core pack, on a database of its own that is thrown away.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from ballast.app.documents import documented
from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.infra.settings import Settings


def document() -> dict[str, Any]:
    """接口文档。 The API's document."""
    with tempfile.TemporaryDirectory(prefix="ballast-openapi-") as directory:
        runtime = Runtime(Settings(data_dir=Path(directory), log_level="error"))
        try:
            found = documented(create_app(runtime))
        finally:
            runtime.stop()
    return found


def main(arguments: list[str]) -> int:
    """入口。 Entry point: writes to the file that is named."""
    text = json.dumps(document(), ensure_ascii=False, indent=1) + "\n"
    Path(arguments[0]).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
