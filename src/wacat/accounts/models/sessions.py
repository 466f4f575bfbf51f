"""Devices of office holders, and the sessions that are open on them."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from wacat.accounts.models.offices import Account, Appointment


class Device(models.Model):
    """A browser an account was used in; known again by a cookie that is stored hashed only.

    The PIN belongs to the device: it opens the lock here and nowhere else.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    token_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60)
    first_seen_at = models.DateTimeField(default=timezone.now)
    pin_hash = models.CharField(max_length=64, blank=True)
    pin_failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["account"])]


class Session(AbstractBaseSession):
    """A signed-in device. The key in the cookie is stored hashed only (see `accounts.sessions`).

    `seen_at` is written at most every five minutes, by `wacat.enter` itself.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True)
    appointment = models.ForeignKey(Appointment, on_delete=models.SET_NULL, null=True)
    device = models.ForeignKey(Device, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(default=timezone.now)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account"]), models.Index(fields=["expire_date"])]
