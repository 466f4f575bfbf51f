"""E-mail over SMTP; in the demo into a folder instead, so that nothing leaves the machine."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from wacat.notify.channels.line import Line, Never, NotNow
from wacat.notify.composing import Letter
from wacat.notify.states import Trouble

PATIENCE_SECONDS = 20
FOLDER = "folder"


def is_configured() -> bool:
    """Whether WACAT_SMTP_URL names a server."""
    return bool(settings.WACAT_SMTP_URL)


def connect() -> Line:
    """A connection to the mail server of WACAT_SMTP_URL.

    `smtp://` goes over to TLS unless the address ends in `?tls=no`; `smtps://` begins with it.

    Raises:
        NotNow: the server is not there or refuses us.
    """
    address = urlsplit(settings.WACAT_SMTP_URL)
    if address.scheme == FOLDER:
        return Folder(Path(unquote(address.path)))
    return Mail(_open(settings.WACAT_SMTP_URL))


class Mail:
    """One SMTP session; many letters may go through it."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self.server = server

    def send(self, letter: Letter) -> str:
        """Hand one letter to the server; its Message-ID is the same at every try."""
        mail = written(letter)
        try:
            self.server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise _of_code(code, Trouble.REFUSED) from error
        except smtplib.SMTPResponseException as error:
            raise _of_code(error.smtp_code, Trouble.CREDENTIALS) from error
        except (smtplib.SMTPException, OSError) as error:
            raise NotNow(Trouble.UNREACHABLE) from error
        return str(mail["Message-ID"])

    def close(self) -> None:
        """Say goodbye."""
        try:
            self.server.quit()
        except (smtplib.SMTPException, OSError):
            self.server.close()


class Folder:
    """Letters as files, for the demo."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: Letter) -> str:
        """Write one letter; the same letter again is the same file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mail = written(letter)
        (self.folder / f"{letter.number:08d}.eml").write_bytes(bytes(mail))
        return str(mail["Message-ID"])

    def close(self) -> None:
        """Nothing to let go."""


def written(letter: Letter) -> EmailMessage:
    """The letter as a mail."""
    mail = EmailMessage()
    mail["From"] = settings.WACAT_MAIL_FROM
    mail["To"] = letter.to
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(timezone.localtime())
    host = urlsplit(settings.WACAT_URL).hostname or "localhost"
    mail["Message-ID"] = f"<wacat-{letter.number}@{host}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.long)
    return mail


def _open(url: str) -> smtplib.SMTP:
    address = urlsplit(url)
    plain = parse_qs(address.query).get("tls") == ["no"]
    host = address.hostname or "localhost"
    try:
        if address.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host,
                address.port or 465,
                timeout=PATIENCE_SECONDS,
                context=ssl.create_default_context(),
            )
        else:
            server = smtplib.SMTP(host, address.port or 587, timeout=PATIENCE_SECONDS)
            if not plain:
                server.starttls(context=ssl.create_default_context())
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
    except smtplib.SMTPAuthenticationError as error:
        raise NotNow(Trouble.CREDENTIALS) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotNow(Trouble.UNREACHABLE) from error
    return server


def _of_code(code: int, trouble: Trouble) -> Exception:
    """4xx is for now, 5xx for good; 5xx about us and not about the address may be mended by us."""
    if 400 <= code < 500:
        return NotNow(Trouble.LIMITED)
    return Never(trouble) if trouble == Trouble.REFUSED else NotNow(trouble)
