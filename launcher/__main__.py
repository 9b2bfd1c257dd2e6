"""`python3 -m launcher COMMAND`: checks the Python first; written so that any Python 3 can read this file."""

import os
import shutil
import subprocess
import sys

LOWEST, TOO_NEW = (3, 11), (3, 14)
SUITS = "import sys; raise SystemExit(not (%r <= sys.version_info[:2] < %r))" % (LOWEST, TOO_NEW)


def other_python():
    """Another python3 on PATH that suits, or None."""
    for name in ("python3.11", "python3.12", "python3.13"):
        found = shutil.which(name)
        if found and subprocess.call([found, "-c", SUITS], stderr=subprocess.DEVNULL) == 0:
            return found
    return None


def main():
    if LOWEST <= sys.version_info[:2] < TOO_NEW:
        from launcher.commands import run_command

        return run_command(sys.argv[1:])
    found = other_python()
    if found:
        os.execv(found, [found, "-m", "launcher"] + sys.argv[1:])
    sys.stderr.write(
        "✗ 需要 Python 3.11、3.12 或 3.13，这里的 python3 是 %d.%d (unsupported Python).\n" % sys.version_info[:2]
        + "  办法：安装 Python 3.11（如 apt-get install python3.11 python3.11-venv），"
        + "再运行 make PYTHON=/path/to/python3.11 run\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
