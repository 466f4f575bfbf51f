"""Floor 4: what leaves the house - mail, push, WhatsApp, SMS - and the ledger of it (Pasal 2(1)b)."""
