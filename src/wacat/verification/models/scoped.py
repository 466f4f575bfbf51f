"""The area ids that every table of this package carries."""

from django.db import models

from wacat.areas.models import Area


class Scoped(models.Model):
    """The area ids that row-level security reads; they repeat the notice's (composite key in SQL)."""

    rt = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
