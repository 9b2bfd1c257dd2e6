"""The files of a data set."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

# The C parser where it is there; it builds plain values only, like SafeLoader.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(dataset: str, name: str) -> Any:
    """The content of fixtures/<dataset>/<name>.yaml."""
    path = Path(settings.BASE_DIR) / "fixtures" / dataset / f"{name}.yaml"
    with path.open(encoding="utf-8") as stream:
        return LOADER(stream).get_single_data()
