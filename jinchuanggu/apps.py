from django.apps import AppConfig


class JinchuangguConfig(AppConfig):
    name = "jinchuanggu"
    verbose_name = "晋创谷门户"
