#!/usr/bin/env python3
"""Django's command line for the portal."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinchuanggu.settings")
    from django.core.management import execute_from_command_line

    from core.walls.acting import Identity, become

    become(Identity(everywhere="manage.py " + " ".join(sys.argv[1:2])))  # who runs a command runs the portal
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
