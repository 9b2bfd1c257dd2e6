"""WSGI entry point."""

import os

import django
from django.conf import settings

from accounts.requests.decoding import ReadingHandler
from jinchuanggu.settings.secret import refuse_placeholders

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinchuanggu.settings")
if not settings.DEBUG:
    refuse_placeholders(settings.SECRET_KEY, settings.IDENTITY_KEY, settings.SEALING_KEYS)
django.setup(set_prefix=False)
application = ReadingHandler()
