"""Fixtures of delivery: a mail server, and people with addresses."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings as SettingsWrapper

from tests.notify.mailbox import Postbox, mail_server


@pytest.fixture
def postbox(settings: SettingsWrapper) -> Iterator[Postbox]:
    """A mail server that this installation uses."""
    with mail_server() as box:
        settings.WACAT_SMTP_URL = box.url
        yield box
