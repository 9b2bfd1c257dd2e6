"""A request as the pages get it."""

from django.http import HttpRequest

from accounts.actor import Actor


class PortalRequest(HttpRequest):
    """Says what the middleware put on a request: who comes with it. For annotations alone; nobody makes one.

    `user` needs no word here: Django's own typing knows the model of accounts.
    """

    actor: Actor
