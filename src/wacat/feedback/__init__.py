"""Masukan: changes that RT and Lurah tell without a notice, followed until a service arrives (Pasal 3b)."""
