"""A fontconfig file that shows Chinese on a machine without any Chinese font, for PDF and browser alike."""

from __future__ import annotations

from pathlib import Path

from launcher import paths

SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts")
TEMPLATE = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Noto Sans SC</family><family>DejaVu Sans</family></prefer></alias>
  <alias>
    <family>monospace</family><prefer><family>DejaVu Sans Mono</family><family>Noto Sans SC</family></prefer>
  </alias>
</fontconfig>
"""


def config() -> Path:
    """Write var/fonts.conf (fonts of pylopdf-fonts-zh-cn beside the system's) and return its path."""
    folders = [paths.site_packages() / "pylopdf_fonts_zh_cn", *map(Path, SYSTEM), Path.home() / ".local/share/fonts"]
    cache = paths.VAR / "cache" / "fontconfig"
    cache.mkdir(parents=True, exist_ok=True)
    text = TEMPLATE.format(folders="\n".join(f"  <dir>{folder}</dir>" for folder in folders), cache=cache)
    path = paths.VAR / "fonts.conf"
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    return path
