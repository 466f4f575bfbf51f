"""Floor 1: plain values of the field - NIK, phone, dates, masks. No Django here."""
