"""Signed-in devices."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from wacat.accounts.models.offices import Account, Appointment


class Session(AbstractBaseSession):
    """A signed-in device. The key in the cookie is stored hashed only (see `accounts.sessions`)."""

    session_key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True)
    appointment = models.ForeignKey(Appointment, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    device = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account"]), models.Index(fields=["expire_date"])]
