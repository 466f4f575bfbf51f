from django.db import migrations

from wacat.areas import rowscope
from wacat.audit.triggers import watch

DESK = "(SELECT wacat.office()) IN ('OPERATOR', 'ADMINISTRATOR', 'KASI', 'SYSTEM')"
# A ticket is the person's own; one about the office belongs to whoever holds the office now.
OWN = """(NOT {t}.of_office AND {t}.author_id = (SELECT wacat.account())
          OR {t}.of_office AND {t}.office = (SELECT wacat.office())
             AND ARRAY[{t}.area_id] && (SELECT wacat.scope()))"""
# The heads of the office count, the technical team sees what is technical: neither reads the text by it.
TICKET = f"""({DESK} AND ARRAY[city_id] && (SELECT wacat.scope())
  OR {OWN.format(t="helpdesk_ticket")}
  OR (SELECT wacat.office()) IN ('KEPALA', 'SEKRETARIS') AND ARRAY[city_id] && (SELECT wacat.count_scope())
  OR (SELECT wacat.office()) = 'TEKNIS' AND technical)"""
MESSAGE = f"""EXISTS (SELECT 1 FROM helpdesk_ticket t WHERE t.id = helpdesk_ticketmessage.ticket_id
  AND ({DESK} OR NOT helpdesk_ticketmessage.internal
       AND ({OWN.format(t="t")} OR (SELECT wacat.office()) = 'TEKNIS' AND t.technical AND t.shared)))"""
FILE = """(SELECT wacat.office()) <> 'TEKNIS'
  AND EXISTS (SELECT 1 FROM helpdesk_ticketmessage m WHERE m.id = helpdesk_ticketfile.message_id
              AND m.ticket_id = helpdesk_ticketfile.ticket_id)"""
STEP = """(SELECT wacat.office()) <> ''
  AND EXISTS (SELECT 1 FROM helpdesk_ticket t WHERE t.id = helpdesk_ticketstep.ticket_id)"""
MOVED = (
    "state, category_id, technical, due_at, replied_at, solved_at, closed_at, taken_by_id, taken_at, "
    "warned_at, late_at, face"
)
# What a ticket can be about. The administrator changes it on /keluhan/kategori/.
CATEGORIES = """
INSERT INTO helpdesk_category (code, label, hours, of_office, technical, position, active) VALUES
  ('masuk', 'Tidak dapat masuk, kode atau kata sandi', 4, false, false, 1, true),
  ('warga', 'Pemberitahuan atau data warga', 16, true, false, 2, true),
  ('koreksi', 'Jawaban atau koreksi yang sudah dikirim', 16, true, false, 3, true),
  ('laporan', 'Laporan (LEP)', 16, true, false, 4, true),
  ('pesan', 'Pesan WhatsApp, surel atau pemberitahuan di HP', 16, false, true, 5, true),
  ('aplikasi', 'Aplikasi lambat, macet atau tampilannya rusak', 8, false, true, 6, true),
  ('jabatan', 'Jabatan, nomor telepon atau akun', 16, false, false, 7, true),
  ('lain', 'Lainnya', 24, false, false, 8, true)
"""
# Without the words "yang" or "tidak" as stop words: the configuration `simple` keeps all.
SEARCH = """
ALTER TABLE helpdesk_articleversion ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple'::regconfig, title || ' ' || keywords), 'A')
  || setweight(to_tsvector('simple'::regconfig, body), 'B')) STORED;
CREATE INDEX helpdesk_article_search ON helpdesk_articleversion USING gin (search);
"""


class Migration(migrations.Migration):
    dependencies = [("helpdesk", "0001_initial"), ("accounts", "0012_issuing")]
    operations = [
        rowscope.close("helpdesk_ticket", using=TICKET),
        rowscope.close("helpdesk_ticketmessage", using=MESSAGE),
        rowscope.close("helpdesk_ticketfile", using=FILE),
        rowscope.close("helpdesk_ticketstep", using=STEP),
        rowscope.grant(
            "helpdesk_ticket",
            app=f"SELECT, INSERT, UPDATE ({MOVED})",
            job="SELECT, UPDATE (state, closed_at, warned_at, late_at)",
        ),
        rowscope.grant("helpdesk_ticketmessage", app="SELECT, INSERT"),
        rowscope.grant("helpdesk_ticketfile", app="SELECT, INSERT"),
        rowscope.grant("helpdesk_ticketstep", app="SELECT, INSERT", job="SELECT, INSERT"),
        rowscope.grant("helpdesk_category", app="SELECT, INSERT, UPDATE", job="SELECT"),
        rowscope.grant("helpdesk_article", app="SELECT, INSERT, UPDATE"),
        rowscope.grant("helpdesk_articleversion", app="SELECT, INSERT"),
        watch("helpdesk_ticket"),
        watch("helpdesk_ticketmessage", secret=["text"]),
        watch("helpdesk_ticketfile", secret=["content"]),
        watch("helpdesk_category"),
        watch("helpdesk_article"),
        watch("helpdesk_articleversion", secret=["search"]),
        migrations.RunSQL(
            SEARCH,
            "DROP INDEX helpdesk_article_search; ALTER TABLE helpdesk_articleversion DROP COLUMN search",
        ),
        migrations.RunSQL(CATEGORIES, "DELETE FROM helpdesk_category"),
    ]
