"""What a message says, made at the moment of sending from its topic and numbers alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from string import Formatter

from django.conf import settings

from wacat.accounts.models import Office
from wacat.areas.models import Area
from wacat.notify.models import Message
from wacat.notify.topics import TOPICS, Topic
from wacat.values.bilangan import bilangan

# a NIK has sixteen digits, a telephone number ten or more: no number of ours grows that long
LARGEST_ID = 10**9
# where a person reads everything that was written to him
INBOX = "/akun/kabar/"
DIGEST = "DIGEST"
SENDER = "WaCAT: "


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message as a channel sends it. It is never logged and never kept."""

    number: int
    to: str = field(repr=False)
    subject: str = field(repr=False)
    long: str = field(repr=False)
    short: str = field(repr=False)
    link: str = field(repr=False)
    topic: str
    count: int


def fits(ids: dict[str, int]) -> bool:
    """Whether these are plain small numbers: anything else could carry a resident's data outside."""
    return all(type(value) is int and 0 <= value < LARGEST_ID for value in ids.values())


def path_of(topic: Topic, *, ids: dict[str, int], office: str) -> str:
    """The page that opens exactly the item; the front page where the item is not known."""
    try:
        return topic.path.format(bagian="lurah" if office == Office.LURAH else "rt", **ids)
    except KeyError:
        return "/"


def compose(message: Message, *, to: str, secret_path: str = "") -> Letter:
    """The words of a message; `secret_path` is the one-time way in of an invitation."""
    topic = TOPICS[message.topic]
    link = f"{settings.WACAT_URL}{secret_path or message.path or '/'}"
    words = _words(message) | {"tautan": link, "isi": "\n".join(_lines(topic, ids=message.ids))}
    return Letter(
        number=message.pk,
        to=to,
        subject=topic.subject.format(**words),
        long=_letter(words["jabatan"], topic.long.format(**words)),
        short=f"{SENDER}{topic.short.format(**words)}".strip(),
        link=link,
        topic=topic.code,
        count=message.count,
    )


def compose_digest(messages: Sequence[Message], *, to: str) -> Letter:
    """The digest of an office: each message in its short words with its own link.

    What has room for one link alone, such as a push, leads to the list of the person's messages.
    """
    parts = [compose(message, to=to) for message in messages]
    link = f"{settings.WACAT_URL}{INBOX}"
    count = bilangan(len(parts))
    words = _words(messages[0])
    lines = "\n".join(f"- {part.short.removeprefix(SENDER)}" for part in parts)
    return Letter(
        number=parts[0].number,
        to=to,
        subject=f"{count} kabar dari Disdukcapil",
        long=_letter(
            words["jabatan"], f"Ada {count} kabar untuk Anda.\n\n{lines}\n\nSemua kabar: {link}"
        ),
        short=f"{SENDER}{count} kabar dari Disdukcapil. {link}",
        link=link,
        topic=DIGEST,
        count=len(parts),
    )


def subject_of(message: Message) -> str:
    """What a message is about, as its receiver reads it in a list."""
    return TOPICS[message.topic].subject.format(**_words(message))


def _words(message: Message) -> dict[str, str]:
    place = place_of(message)
    return {
        "jumlah": bilangan(message.count),
        "tempat": place,
        "jabatan": _office_words(message.office, place),
    }


def _letter(office: str, text: str) -> str:
    return f"Yth. {office},\n\n{text}\n\n{_FOOT}"


def _lines(topic: Topic, *, ids: dict[str, int]) -> list[str]:
    """The lines whose numbers are all given, areas by their names."""
    if not topic.lines:
        return []
    areas = {name: value for name, value in ids.items() if name.startswith("area_")}
    names = dict(Area.objects.filter(pk__in=areas.values()).values_list("pk", "name"))
    words = {name: bilangan(value) for name, value in ids.items() if name not in areas}
    words |= {name: names[pk] for name, pk in areas.items() if pk in names}
    return [
        line.format(**words)
        for line in topic.lines
        if all(name in words for _, name, _, _ in Formatter().parse(line) if name)
    ]


def place_of(message: Message) -> str:
    """The area in words: "RT 023 Manggar", "Kelurahan Manggar" or the city's name."""
    if message.rt is not None:
        return f"{message.rt.name} {message.kelurahan.name if message.kelurahan else ''}".strip()
    if message.kelurahan is not None:
        return f"Kelurahan {message.kelurahan.name}"
    return message.city.name


def _office_words(office: str, place: str) -> str:
    if office == Office.KETUA_RT:
        return f"Ketua {place}"
    if office == Office.LURAH:
        return f"Lurah {place.removeprefix('Kelurahan ')}"
    return str(Office(office).label) if office in Office.values else "Bapak/Ibu"


_FOOT = (
    "Pesan ini dikirim otomatis oleh WaCAT Disdukcapil dan tidak memuat data warga. "
    "Kami tidak pernah meminta kata sandi Anda."
)
