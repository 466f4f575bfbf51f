"""Every field is classed personal or plain, and a personal one stands in a closed table."""

from django.apps import apps
from django.db import models

from wacat.areas.catalogue import OPEN_TABLES

# Tables without residents: what they hold of office holders is named here.
OFFICE_HOLDERS = {
    "accounts.Person": "name phone email",
    "accounts.Account": "username login_phone password last_login",
    "accounts.Device": "token_hash label pin_hash",
    "accounts.DoorKey": "secret_hash",
    "accounts.ProposalLine": "name email phone written",
    "notify.Device": "endpoint public_key shared_secret",
    "accounts.Session": "session_key session_data",
}


def ours() -> list[type[models.Model]]:
    """The models of the project."""
    return [m for m in apps.get_models() if m.__module__.startswith("wacat.")]


def test_every_field_of_a_closed_table_is_classed() -> None:
    wrong = []
    for model in ours():
        if model._meta.db_table in OPEN_TABLES:
            continue
        classed = f"{getattr(model, 'PERSONAL', '')} {getattr(model, 'PLAIN', '')}".split()
        fields = {field.name for field in model._meta.fields}
        if fields != set(classed) or len(classed) != len(set(classed)):
            wrong.append((model._meta.label, sorted(fields ^ set(classed))))
    assert wrong == []


def test_an_open_table_holds_no_personal_field() -> None:
    wrong = [
        model._meta.label
        for model in ours()
        if model._meta.db_table in OPEN_TABLES and getattr(model, "PERSONAL", "")
    ]
    assert wrong == []


def test_office_holders_are_named() -> None:
    for label, names in OFFICE_HOLDERS.items():
        fields = {field.name for field in apps.get_model(label)._meta.fields}
        assert set(names.split()) <= fields
