"""A request as the pages get it."""

from typing import Any

from django.http import HttpRequest

from accounts.actor import Actor


class PortalRequest(HttpRequest):
    """Says what is put on a request: who comes with it, and their one city. For annotations alone; nobody makes one.

    `user` needs no word here: Django's own typing knows the model of accounts.
    """

    actor: Actor
    own_city: Any  # a City or None, put there by the frame when it is first asked for; models stand above requests
