"""Addresses of the door and of one's own account."""

from django.urls import path

from wacat.web.entry import account, factors, first, keys, lock, login, lost, passkeys, second

urlpatterns = [
    path("", login.home, name="home"),
    path("masuk/", login.login, name="account_login"),
    path("masuk/faktor/", second.second_step, name="second-step"),
    path("masuk/passkey/", passkeys.enter, name="passkey-login"),
    path("masuk/lupa/", lost.lost_password, name="lost-password"),
    path("kunci/", keys.type_key, name="type-key"),
    path("kunci/<str:token>/", keys.use_key, name="use-key"),
    path("terkunci/", lock.unlock, name="unlock"),
    path("awal/", first.first_visit, name="first-visit"),
    path("awal/siap/", first.ready, name="first-ready"),
    path("keluar/", login.leave, name="account_logout"),
    path("akun/", account.account, name="my-account"),
    path("akun/kata-sandi/", account.change_password, name="change-password"),
    path("akun/pastikan/", account.confirm, name="confirm-password"),
    path("akun/pin/", account.pin, name="pin"),
    path("akun/kunci/", lock.lock_now, name="lock-now"),
    path("akun/perangkat/", account.sign_out_devices, name="devices"),
    path("akun/faktor/", factors.set_up, name="second-factor"),
    path("akun/faktor/<int:authenticator_id>/hapus/", factors.remove, name="remove-factor"),
    path("akun/cadangan/", factors.recovery, name="recovery-codes"),
    path("akun/passkey/", passkeys.add, name="add-passkey"),
]
