"""WSGI entry point."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from jinchuanggu.settings.secret import refuse_placeholders

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinchuanggu.settings")
if not settings.DEBUG:
    refuse_placeholders(settings.SECRET_KEY, settings.IDENTITY_KEY, settings.SEALING_KEYS)
application = get_wsgi_application()
