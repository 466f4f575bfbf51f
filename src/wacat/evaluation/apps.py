from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Django's registration of the package."""

    name = "wacat.evaluation"
    label = "evaluation"
