"""The administrator's desk: offices and accounts, the disclosure matrix, the audit trail."""
