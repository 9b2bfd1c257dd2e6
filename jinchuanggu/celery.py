"""The celery application. Work is handed over by the outbox (core.outbox), never published by a request itself."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinchuanggu.settings")

app = Celery("jinchuanggu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["core.outbox"])
