"""The files of a data set."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings


def read(dataset: str, name: str) -> Any:
    """The content of fixtures/<dataset>/<name>.yaml."""
    path = Path(settings.BASE_DIR) / "fixtures" / dataset / f"{name}.yaml"
    with path.open(encoding="utf-8") as stream:
        return yaml.safe_load(stream)
