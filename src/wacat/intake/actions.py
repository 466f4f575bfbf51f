"""The only writer of files and their rows: receive, check, approve, publish, withdraw."""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import IO, Protocol

from django.db import connection, transaction

from wacat.areas import steady
from wacat.areas.queries import get_city, has_moved
from wacat.audit.actions import note
from wacat.intake import repeating, statements, storage
from wacat.intake.comparing import stage_replacing
from wacat.intake.examining import examine
from wacat.intake.models import Batch
from wacat.intake.planning import check_moment
from wacat.intake.states import UNFINISHED, BatchState
from wacat.intake.steps import move, progress_key
from wacat.queue.actions import defer
from wacat.queue.progress import Reporter
from wacat.records import actions as records
from wacat.records import rehoming
from wacat.sheets.guard.content import inspect
from wacat.sheets.refusals import CannotRead
from wacat.values.refusal import Refusal

NAME_LENGTH = 200


class CannotPublish(Refusal):
    """A file cannot be published; the message says why and what to do."""


class CannotWithdraw(Refusal):
    """A publication cannot be withdrawn; the message says why and what to do."""


@transaction.atomic
def receive(
    *, file: IO[bytes], name: str, by: int, at: datetime, later: bool = True, source: str = "",
    given: Mapping[str, str] | None = None, via: int | None = None,
) -> Batch:  # fmt: skip
    """Keep an uploaded file and put its check in the queue; `by` is the account of the uploader.

    The same bytes while a file is not done with lead to that file. With `later=False` nothing is
    queued: the caller checks it himself. `source` says whose file it is, `given` which service all
    people in it received (`kind`, `served_on`), where no column does, `via` the number of the source
    that handed it in (`intake.handing`).

    Raises:
        CannotRead: the file is refused before it is read.
    """
    stored = storage.keep(file)
    with connection.cursor() as cursor:
        cursor.execute(statements.ONE_UPLOAD_AT_A_TIME, [stored.sha256])
    standing = Batch.objects.filter(sha256=stored.sha256, state__in=UNFINISHED).first()
    if standing is not None:
        return standing
    shown = PurePath(name.replace("\\", "/")).name[-NAME_LENGTH:]
    _look_at(stored, name=shown)
    batch = Batch.objects.create(
        city=get_city(), name=shown, sha256=stored.sha256, size=stored.size, uploaded_by_id=by,
        uploaded_at=at, source=source, given=dict(given or {}), via_id=via,
    )  # fmt: skip
    if later:
        defer("intake.check", lock=progress_key(batch.pk), batch_id=batch.pk, by=by)
    return batch


def _look_at(stored: storage.Stored, *, name: str) -> None:
    """Refuse what should not be read. What was read before under such a name needs no second look."""
    known = repeating.find_settled(stored.sha256)
    if known is not None and PurePath(known.name).suffix == PurePath(name).suffix:
        return
    try:
        inspect(stored.path, name=name)
    except CannotRead:
        if stored.is_new:
            stored.path.unlink(missing_ok=True)
        raise


@transaction.atomic
def check(*, batch_id: int, at: datetime, quiet: bool = False) -> Batch:
    """Read a received file row by row; afterwards it awaits approval, or a person who explains its
    columns, or says why it cannot be read.

    A file that is past this step is returned as it is. With `quiet` no progress is told.
    """
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != BatchState.RECEIVED:
        return batch
    with ExitStack() as stack:
        tell = (
            _say_nothing
            if quiet
            else stack.enter_context(Reporter(key=progress_key(batch_id))).tell
        )
        examine(batch, at=at, tell=tell)
    batch.save()
    note(
        act="check", of="intake_batch", ids=[batch.pk], state=batch.state, rows=batch.row_count,
        accepted=batch.accepted_count, quarantined=batch.quarantined_count,
        duplicates=batch.duplicate_count, not_services=batch.not_service_count,
        layout=batch.layout,
    )  # fmt: skip
    return batch


class Tell(Protocol):
    """Says how far a job has come (`queue.progress.Reporter.tell`)."""

    def __call__(self, *, phase: str, done: int = 0, total: int = 0, failure: str = "") -> None: ...


def _tell_written(tell: Tell, written: int, *, total: int) -> None:
    tell(phase="Menerbitkan", done=written, total=total)


def _say_nothing(*, phase: str, done: int = 0, total: int = 0, failure: str = "") -> None:
    return


@transaction.atomic
def approve(
    *, batch_id: int, by: int, at: datetime, later: bool = True,
    publish_at: datetime | None = None, on_holiday: bool = False,
) -> Batch:  # fmt: skip
    """Approve the publication of a checked file and put it in the queue, or plan it for a moment.

    Approved again, another moment is chosen, or the plan is carried out at once.

    Raises:
        CannotPublish: by the uploader himself, or the file is not waiting for approval.
        CannotPlan: the moment cannot be kept.
    """
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != BatchState.AWAITING_APPROVAL:
        raise CannotPublish(
            f"Berkas ini berstatus {batch.get_state_display()}, tidak sedang menunggu persetujuan."
        )
    if batch.uploaded_by_id == by:
        raise CannotPublish(
            "Berkas disetujui oleh orang lain, bukan pengunggahnya. Minta rekan Anda memeriksanya."
        )
    begun = batch.approved_by_id and (batch.publish_at is None or batch.publish_at <= at)
    if publish_at is not None:
        if begun:
            raise CannotPublish("Penerbitan sudah dimulai, jadi tidak dapat dijadwalkan lagi.")
        check_moment(publish_at, at=at, on_holiday=on_holiday)
    if not begun:
        batch.approved_by_id, batch.approved_at, batch.publish_at = by, at, publish_at
        batch.hold_reason = ""
        batch.save(update_fields=["approved_by", "approved_at", "publish_at", "hold_reason"])
        note(act="plan" if publish_at else "approve", of="intake_batch", ids=[batch.pk])
    if later and publish_at is None:
        # Also again, when the job of the first approval failed: publishing twice adds nothing.
        defer("intake.publish", lock=progress_key(batch.pk), batch_id=batch.pk, by=by)
    return batch


@transaction.atomic
def publish(*, batch_id: int, at: datetime) -> Batch:
    """Publish an approved file: all of its records and notices, or in a crash none.

    A published file is returned as it is.

    Raises:
        CannotPublish: nobody approved it.
    """
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state == BatchState.PUBLISHED:
        return batch
    if batch.state != BatchState.AWAITING_APPROVAL or batch.approved_by_id is None:
        raise CannotPublish("Berkas ini belum disetujui. Minta orang kedua menyetujuinya.")
    if batch.publish_at is not None and batch.publish_at > at:
        raise CannotPublish("Berkas ini dijadwalkan terbit kemudian.")
    with Reporter(key=progress_key(batch_id)) as reporter, connection.cursor() as cursor:
        tell = partial(_tell_written, reporter.tell, total=batch.accepted_count)
        tell(0)
        steady.stay()
        cursor.execute(statements.ONE_AT_A_TIME)
        if has_moved(since=batch.checked_at or batch.uploaded_at):
            rehoming.follow(rows="intake_batchrow", condition=f"s.batch_id = {batch.pk:d}")
        cursor.execute(
            statements.FIND_KNOWN_MOVES.format(
                rows="intake_batchrow", condition=f"s.batch_id = {batch.pk:d}"
            )
        )
        replacing = stage_replacing(batch)
        cursor.execute(statements.CREATE_TO_PUBLISH.format(batch_id=batch.pk))
        many = batch.accepted_count > statements.MANY_ROWS
        cursor.execute(statements.PLAN_FOR_MANY if many else statements.PLAN_AS_USUAL)
        done = records.publish(
            stage=statements.TO_PUBLISH, batch_id=batch.pk, at=at, replacing=replacing, tell=tell
        )
        cursor.execute(statements.PLAN_AS_USUAL)
        cursor.execute(statements.DROP_TO_PUBLISH)
        move(batch, BatchState.PUBLISHED)
        batch.record_count, batch.notice_count, batch.published_at = done.records, done.notices, at
        batch.save(update_fields=["state", "record_count", "notice_count", "published_at"])
        note(
            act="publish", of="intake_batch", ids=[batch.pk], records=done.records,
            notices=done.notices, recalled=done.recalled,
        )  # fmt: skip
        defer("notify.after_publication", lock=f"tell:{batch.pk}", batch_id=batch.pk)
        defer("feedback.after_publication", batch_id=batch.pk)
        reporter.tell(phase="Diterbitkan", done=done.records, total=done.records)
    return batch


@transaction.atomic
def withdraw(*, batch_id: int, by: int, at: datetime, reason: str) -> Batch:
    """Take back a publication: its records no longer stand, its notices say so and why.

    Raises:
        CannotWithdraw: it is not published, or no reason is given.
    """
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != BatchState.PUBLISHED:
        raise CannotWithdraw(
            f"Hanya berkas yang telah diterbitkan yang dapat ditarik; berkas ini berstatus "
            f"{batch.get_state_display()}."
        )
    said = " ".join(reason.split())
    if not said or len(said) > 300:
        raise CannotWithdraw("Tuliskan alasan penarikan, paling banyak 300 huruf.")
    recalled = records.withdraw(batch_id=batch.pk, at=at, reason=said)
    move(batch, BatchState.WITHDRAWN)
    batch.withdrawn_by_id, batch.withdrawn_at, batch.withdraw_reason = by, at, said
    batch.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdraw_reason"])
    note(act="withdraw", of="intake_batch", ids=[batch.pk], notices=recalled)
    defer("notify.after_withdrawal", lock=f"tell:{batch.pk}", batch_id=batch.pk)
    return batch
