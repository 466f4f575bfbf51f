"""Every minute: take in what sources dropped into their folders."""

from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from wacat.accounts.access import get_account
from wacat.intake import folder


@app.periodic(cron="* * * * *")
@app.task(name="intake.folder", queueing_lock="intake.folder")
def look_into_folders(timestamp: int) -> None:
    """Hand in what lies still, move what has been checked (WACAT_FOLDER)."""
    if settings.WACAT_FOLDER:
        folder.look(
            Path(settings.WACAT_FOLDER),
            system=get_account("sistem").pk,
            keep_days=settings.WACAT_FOLDER_DAYS,
        )
