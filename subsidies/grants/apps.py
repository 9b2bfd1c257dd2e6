from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "subsidies.grants"
    label = "grants"
    verbose_name = "核定台账"
