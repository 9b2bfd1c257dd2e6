from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "subsidies.advice"
    label = "advice"
    verbose_name = "可申报事项"
