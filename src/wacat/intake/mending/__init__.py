"""Rows in quarantine: mended at the desk or in Excel, judged anew, set aside, released for approval."""
