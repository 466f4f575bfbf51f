from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

# what the desk may say from the first day; the office rewords it
FIRST = """
WITH made AS (
  INSERT INTO desk_reply (use, made_at, end_reason)
  SELECT w.use, now(), '' FROM (VALUES {uses}) w(use, place) ORDER BY place RETURNING id
), numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM made)
INSERT INTO desk_replyversion (reply_id, number, title, text, reason, made_at)
SELECT n.id, 1, w.title, w.text, '', now()
FROM numbered n JOIN (VALUES {texts}) w(place, title, text) ON w.place = n.place
"""
WORDS = [
    ("ASK", "Minta foto KK", "Mohon kirim foto KK terbaru untuk {hal} pada {nomor}."),
    (
        "ASK",
        "Minta alamat lengkap",
        "Mohon tulis alamat lengkap dengan nomor rumah dan RT-nya untuk {nomor}.",
    ),
    (
        "ASK",
        "Sejak kapan",
        "Sejak kapan keadaan ini berlaku? Perkiraan boleh. Kami menunggu untuk {nomor}.",
    ),
    ("DECIDE", "Diterima", "Terima kasih. Perubahan {hal} kami kerjakan di SIAK."),
    (
        "DECIDE",
        "Perlu datang sendiri",
        "Perubahan {hal} hanya dapat dilakukan bila warganya datang membawa dokumen asli.",
    ),
    (
        "DECIDE",
        "Sesuai dokumen",
        "Data {hal} sudah sesuai dokumen yang ada pada kami, jadi tidak kami ubah.",
    ),
    ("DONE", "Sudah diperbaiki", "{hal} sudah diperbaiki di SIAK untuk {nama_rt}."),
]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


USES = ", ".join(f"({_quoted(use)}, {place})" for place, (use, _, _) in enumerate(WORDS, 1))
TEXTS = ", ".join(
    f"({place}, {_quoted(title)}, {_quoted(text)})"
    for place, (_, title, text) in enumerate(WORDS, 1)
)


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("areas", "0003_territory"), ("audit", "0002_trail")]
    operations = [
        rowscope.grant(
            "desk_reply", app="SELECT, INSERT, UPDATE (ended_at, ended_by_id, end_reason)"
        ),
        rowscope.grant("desk_replyversion", app="SELECT, INSERT"),
        rowscope.grant("desk_savedview", app="SELECT, INSERT, UPDATE (query, made_at), DELETE"),
        migrations.RunSQL(
            FIRST.format(uses=USES, texts=TEXTS).replace("%", "%%"),
            "DELETE FROM desk_replyversion; DELETE FROM desk_reply",
        ),
        watch("desk_reply"),
        watch("desk_replyversion"),
    ]
