"""How the browser is started and how long it is waited for; needs no Django."""

import os
import shutil
from typing import Any

PATIENCE = 30_000  # milliseconds; a busy machine is no error
WORKED = 150_000  # milliseconds that a worker may take to start, reckon and set a paper
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--no-first-run", "--lang=zh-CN",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]  # fmt: skip
OPTIONS: dict[str, Any] = {
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
    "viewport": {"width": 1280, "height": 900},
}


def executable() -> dict[str, str]:
    """Which browser: CHROMIUM (`make test` sets it), else the system's, else the one that playwright brings."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return {"executable_path": path} if path else {}
