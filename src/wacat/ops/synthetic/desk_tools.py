"""What the demo's operators keep at hand: saved views, and a canned reply that was reworded."""

from datetime import datetime, timedelta

from wacat.accounts.access import get_account
from wacat.desk import views
from wacat.desk.models import Reply, ReplyVersion

VIEWS = (
    ("operator", "Mendesak, KTP-el", "?rak=mendesak&jenis=KTP_EL"),
    ("operator", "Menunggu SIAK saya", "?rak=siak"),
    ("operator2", "Belum diambil, pindah datang", "?rak=bebas&jenis=DATANG"),
)


def load(*, at: datetime) -> None:
    """Save the views and the second wording; the caller has opened a context of the system."""
    for username, name, query in VIEWS:
        views.save(name=name, query=query, account_id=get_account(username).pk, at=at)
    first = Reply.objects.order_by("id")[0].versions.latest("number")
    ReplyVersion.objects.create(
        reply_id=first.reply_id, number=first.number + 1, title=first.title,
        text="Mohon kirim foto KK terbaru untuk {hal} pada {nomor}. Batas kami {batas}.",
        reason="Yang menjawab perlu tahu batas waktunya.",
        made_by=get_account("kasi"), made_at=at - timedelta(days=20),
    )  # fmt: skip
