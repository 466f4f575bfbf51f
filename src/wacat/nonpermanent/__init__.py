"""Floor 4: who stays for a while and keeps his address elsewhere (a module, off by default; Pasal 13)."""
