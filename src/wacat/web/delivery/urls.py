"""Addresses of delivery, by whom they serve."""

from django.urls import path

from wacat.web.delivery import choices, inbox, ledger, webhook, worker

urlpatterns = [
    path("administrator/pengiriman/", ledger.index, name="delivery"),
    path("administrator/pengiriman/<int:message_id>/", ledger.show, name="delivery-message"),
    path("administrator/pengiriman/<int:message_id>/ulang/", ledger.resend, name="delivery-resend"),
    path(
        "administrator/pengiriman/<int:message_id>/whatsapp/", ledger.carry, name="delivery-carry"
    ),
    path("akun/kabar/", inbox.index, name="inbox"),
    path("akun/pemberitahuan/", choices.index, name="delivery-choices"),
    path("akun/pemberitahuan/perangkat/", choices.subscribe, name="push-on"),
    path("akun/pemberitahuan/perangkat/mati/", choices.unsubscribe, name="push-off"),
    path("api/whatsapp/", webhook.whatsapp_calls, name="whatsapp"),
    path("sw.js", worker.service_worker, name="service-worker"),
]
