"""Questions to the office in every state, with their threads, and the articles that answer the usual ones."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from wacat.accounts.access import get_account
from wacat.accounts.models import Account
from wacat.accounts.queries import find_running
from wacat.areas.models import Level
from wacat.helpdesk import clock
from wacat.helpdesk.models import (
    Article,
    ArticleVersion,
    Category,
    Ticket,
    TicketMessage,
    TicketStep,
)
from wacat.helpdesk.states import ArticleState, TicketState


class Story(NamedTuple):
    """A ticket: who, about what, how it came, so many hours ago, where it stands, and what was said.

    `said` are (hours after, by the desk, internal, text); `face` is how content the author was.
    """

    who: str
    about: str
    channel: str
    hours: int
    state: TicketState
    said: tuple[tuple[int, bool, bool, str], ...]
    shared: bool = False
    face: int | None = None


S = TicketState
TICKETS = (
    Story("rt", "aplikasi", "APP", 2, S.OPEN, (
        (0, False, False, "Sejak pagi daftar warga lama sekali terbuka, padahal sinyal bagus."),
    ), shared=True),
    Story("rt2", "masuk", "WHATSAPP", 30, S.OPEN, (
        (0, False, False, "Kode masuk untuk HP baru belum saya terima."),
    )),
    Story("lurah", "laporan", "APP", 7, S.IN_PROGRESS, (
        (0, False, False, "Angka pindah bulan lalu berbeda dengan catatan kami di kelurahan."),
        (1, True, False, "Kami bandingkan dengan berkas SIAK. Mohon tunggu."),
        (2, True, True, "Selisih dua, kemungkinan pindah dalam kota. Cek dengan operator2."),
    )),
    Story("rt", "warga", "APP", 26, S.WAITING, (
        (0, False, False, "Ada pemberitahuan datang, tetapi alamatnya rumah kosong. Dijawab apa?"),
        (3, True, False, "Apakah rumah itu pernah dihuni penyewa dalam tiga bulan terakhir?"),
    )),
    Story("lurah-teritip", "jabatan", "PHONE", 50, S.SOLVED, (
        (0, False, False, "Nomor HP saya berganti sejak Senin."),
        (2, True, False, "Nomor sudah diganti. Silakan masuk dengan nomor baru."),
    ), face=3),
    Story("rt2", "pesan", "APP", 120, S.SOLVED, (
        (0, False, False, "Pesan WhatsApp tidak masuk, surel masuk."),
        (4, True, False, "Saluran WhatsApp waktu itu istirahat. Sekarang sudah berjalan lagi."),
    ), face=2),
    Story("rt", "koreksi", "APP", 700, S.CLOSED, (
        (0, False, False, "Koreksi saya sudah diterima tetapi namanya belum berubah di KK."),
        (6, True, False, "KK baru dapat diambil di loket; datanya sudah berubah di SIAK."),
    ), face=3),
)  # fmt: skip
BOTH = ("KETUA_RT", "LURAH")
ARTICLES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Lupa kata sandi, apa yang dilakukan?", "password sandi kode",
     "1. Di halaman masuk tekan **Lupa kata sandi**.\n2. Minta kode baru kepada Lurah atau Disdukcapil.\n"
     "3. Masuk dengan kode itu, lalu buat kata sandi baru.", BOTH),
    ("HP hilang atau rusak", "telepon hilang ganti",
     "Minta akun **dikunci** hari itu juga kepada Lurah atau Disdukcapil. Mengunci bukan hukuman.", BOTH),
    ("Warga itu bukan warga RT saya", "bukan warga salah rt",
     "Tekan **Salah**, pilih *Bukan warga RT saya*, lalu pilih sebabnya. Data tidak berubah hanya "
     "karena jawaban Anda; petugas memeriksanya dahulu.", BOTH),
    ("Salah menekan Benar", "urungkan batal keliru",
     "Tekan **Urungkan** di tempat itu juga. Ini dapat dilakukan sampai petugas mulai memeriksa.",
     BOTH),
    ("Berapa lama koreksi diputuskan?", "lama tenggat hasil",
     "Paling lama **3 x 24 jam**. Hasil dan alasannya ada di Riwayat.", BOTH),
    ("Pesan pemberitahuan tidak masuk", "whatsapp surel sms notifikasi",
     "Buka [Cara Anda diberi tahu](/akun/pemberitahuan/) dan periksa saluran serta jam tenang Anda.",
     BOTH),
    ("Bolehkah membagikan tangkapan layar?", "screenshot foto rahasia",
     "Tidak. Data warga rahasia; setiap pembukaan data tercatat.", BOTH),
    ("RT kosong, siapa yang menjawab?", "lowong pengganti",
     "Selama RT tidak mempunyai ketua, Lurah yang menjawab pemberitahuannya.", ("LURAH",)),
    ("Mengusulkan Ketua RT baru", "usulan akun ganti ketua",
     "Buka [Usulan](/lurah/usulan/), tulis nama, nomor HP dan surel ketua baru, lalu ajukan.",
     ("LURAH",)),
    ("Berkas SIAK ditolak karena susunannya", "unggah kolom pemetaan",
     "Buka berkasnya, pilih pemetaan kolom, lalu simpan. Pemetaan dipakai lagi untuk berkas berikutnya.",
     ("OPERATOR", "ADMINISTRATOR", "KASI")),
)  # fmt: skip
CONTEXT = {
    "halaman": "/rt/", "versi": "a41c09d2", "peramban": "Chrome di Android", "layar": "360 x 780",
    "jaringan": "tersambung",
}  # fmt: skip


def load(*, at: datetime) -> None:
    """Fill articles and tickets; the caller has opened a context of the system."""
    writer = get_account("operator")
    for title, keywords, body, audience in ARTICLES:
        day = at - timedelta(days=40)
        article = Article.objects.create(
            audience=list(audience), made_by=writer, made_at=day, changed_at=day
        )
        shown = ArticleVersion.objects.create(
            article=article, number=1, title=title, keywords=keywords, body=body, made_by=writer,
            made_at=day,
        )  # fmt: skip
        Article.objects.filter(pk=article.pk).update(state=ArticleState.PUBLISHED, shown=shown)
    # the oldest first, so that numbers grow with time
    for story in sorted(TICKETS, key=lambda one: -one.hours):
        _tell(story, at=at)


def _tell(story: Story, *, at: datetime) -> None:
    author, desk = get_account(story.who), get_account("operator")
    begun = at - timedelta(hours=story.hours)
    held = find_running(author.person_id, at=at)
    if held is None:
        return
    category = Category.objects.get(code=story.about)
    area, keyed = held.area, story.channel != "APP"
    taken = story.state != S.OPEN
    last = begun + timedelta(hours=story.said[-1][0])
    done = story.state in (S.SOLVED, S.CLOSED)
    ticket = Ticket.objects.create(
        key=uuid4(), category=category, state=story.state, channel=story.channel, author=author,
        entered_by=desk if keyed else author, office=held.office, area=area,
        kelurahan_id=area.pk if area.level == Level.KELURAHAN else area.kelurahan_id,
        city_id=area.city_id or area.pk, of_office=category.of_office, technical=category.technical,
        shared=story.shared, context={} if keyed else CONTEXT, opened_at=begun,
        due_at=clock.first_due(begun, hours=category.hours), taken_by=desk if taken else None,
        taken_at=begun + timedelta(minutes=40) if taken else None, replied_at=last if taken else None,
        solved_at=last if done else None, face=story.face,
        closed_at=last + clock.REOPENED_WITHIN if story.state == S.CLOSED else None,
    )  # fmt: skip
    for hours, by_desk, internal, text in story.said:
        by = desk if by_desk or keyed else author
        TicketMessage.objects.create(
            ticket=ticket, text=text, by=by, office="OPERATOR" if by == desk else held.office,
            at=begun + timedelta(hours=hours), from_desk=by_desk, internal=internal,
        )  # fmt: skip
    _steps(ticket, first=desk if keyed else author, desk=desk, last=last)


def _steps(ticket: Ticket, *, first: Account, desk: Account, last: datetime) -> None:
    """The steps that lead to where the ticket stands."""
    ways: dict[str, list[TicketState]] = {
        S.OPEN: [], S.IN_PROGRESS: [S.IN_PROGRESS], S.WAITING: [S.IN_PROGRESS, S.WAITING],
        S.SOLVED: [S.IN_PROGRESS, S.SOLVED], S.CLOSED: [S.IN_PROGRESS, S.SOLVED, S.CLOSED],
    }  # fmt: skip
    before, moments = "", {S.IN_PROGRESS: ticket.taken_at, S.CLOSED: ticket.closed_at}
    for state in [S.OPEN, *ways[ticket.state]]:
        closed = state == S.CLOSED
        who = first if state == S.OPEN else get_account("sistem") if closed else desk
        office = ticket.office if who.pk == ticket.author_id else "SYSTEM" if closed else "OPERATOR"
        moment = ticket.opened_at if state == S.OPEN else moments.get(state) or last
        TicketStep.objects.create(
            ticket=ticket, from_state=before, to_state=state, by=who, office=office, at=moment
        )
        before = state
