"""The portal: settings, addresses, workers and the pages that know every app."""

from jinchuanggu.celery import app as celery_app

__all__ = ["celery_app"]
