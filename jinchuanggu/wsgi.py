"""WSGI entry point."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from jinchuanggu.settings.secret import refuse_placeholder

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinchuanggu.settings")
if not settings.DEBUG:
    refuse_placeholder(settings.SECRET_KEY)
    refuse_placeholder(settings.IDENTITY_KEY, "IDENTITY_KEY")
application = get_wsgi_application()
