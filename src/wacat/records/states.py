"""States of a notice and who moves it (domain.md); the diagram in the docs is made from this."""

from wacat.records.models import NoticeState

S = NoticeState
SYSTEM = frozenset({"SYSTEM"})
READER = frozenset({"KETUA_RT", "LURAH"})

TRANSITIONS: dict[tuple[NoticeState, NoticeState], frozenset[str]] = {
    (S.PREPARED, S.SENT): SYSTEM,
    (S.SENT, S.READ): READER,
    (S.SENT, S.ANSWERED): READER,
    (S.READ, S.ANSWERED): READER,
    (S.ESCALATED, S.ANSWERED): READER,
    (S.ANSWERED, S.READ): READER,
    (S.ANSWERED, S.ESCALATED): READER,
    (S.SENT, S.ESCALATED): SYSTEM,
    (S.READ, S.ESCALATED): SYSTEM,
    (S.ESCALATED, S.CLOSED_UNANSWERED): SYSTEM,
} | {
    (state, S.WITHDRAWN): frozenset({"OPERATOR", "ADMINISTRATOR", "KASI", "SYSTEM"})
    for state in S
    if state not in (S.PREPARED, S.WITHDRAWN)
}
