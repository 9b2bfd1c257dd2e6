"""What a surface was sent and what broke, told after each batch: a run that is stopped has said how far it came."""

import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from core.values.periods import business_today
from tests.doors.knocking import Knocks

FOLDER = "FUZZ_FOLDER"  # where `make fuzz` reads it


@dataclass
class Tally:
    """How many inputs each surface is to be sent, and from which seed."""

    wanted: int
    seed: str
    begun: float = field(default_factory=time.monotonic)

    def tell(self, surface: str, knocks: Knocks, inputs: int) -> None:
        """Write down how far this surface has come; nothing outside of `make fuzz`."""
        folder = os.environ.get(FOLDER)
        if not folder:
            return
        found = {
            "surface": surface, "seed": self.seed, "wanted": self.wanted, "inputs": inputs,
            "requests": knocks.tried, "lists": knocks.opened, "seconds": round(time.monotonic() - self.begun),
            "on": business_today().isoformat(), "broken": knocks.broken,
        }  # fmt: skip
        path = Path(folder) / f"{surface}.json"
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(found, ensure_ascii=False, indent=1))
        fresh.replace(path)
