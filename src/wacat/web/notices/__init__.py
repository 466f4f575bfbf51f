"""What the phone of the Ketua RT and the Lurah's share: cards, one notice, its answers, history, help."""
