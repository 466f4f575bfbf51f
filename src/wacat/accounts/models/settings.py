"""Settings of the office with their history: the newest row of a name applies."""

from django.db import models

from wacat.accounts.models.offices import Account


class SettingName(models.TextChoices):
    """What the office may set about accounts."""

    ATTESTATION_MONTHS = "ATTESTATION_MONTHS", "Jarak laporan berkala Lurah"
    ATTESTATION_DAYS = "ATTESTATION_DAYS", "Waktu mengerjakan laporan berkala"
    SILENT_DAYS = "SILENT_DAYS", "Disebut lama tidak masuk setelah"
    BREAK_GLASS_MINUTES = "BREAK_GLASS_MINUTES", "Lama akses darurat paling banyak"
    OBJECTION_DAYS = "OBJECTION_DAYS", "Waktu mengajukan keberatan"
    REMIND_DAYS = "REMIND_DAYS", "Ketua RT diingatkan pada"
    ESCALATE_DAYS = "ESCALATE_DAYS", "Pemberitahuan diteruskan ke Lurah pada"
    CLOSE_DAYS = "CLOSE_DAYS", "Ditutup tanpa tanggapan pada"
    TELL_PER_MINUTE = (
        "TELL_PER_MINUTE",
        "Jabatan yang diberi tahu setelah penerbitan, paling banyak",
    )
    DEADLINE_BASIS = "DEADLINE_BASIS", "Tenggat koreksi dihitung dalam (1 jam penuh, 2 hari kerja)"
    DEADLINE_DAYS = "DEADLINE_DAYS", "Koreksi diputuskan dalam"
    WARN_HOURS = "WARN_HOURS", "Sekretaris diingatkan sebelum tenggat"
    CORRECTION_OBJECTS = "CORRECTION_OBJECTS", "Keberatan atas putusan koreksi dalam"
    REPLY_HOURS = "REPLY_HOURS", "Operator menunggu keterangan paling sedikit"
    DENIAL_DAYS = "DENIAL_DAYS", "Pola jawaban dilihat ke belakang"
    DENIALS_RT = "DENIALS_RT", "Satu RT disebut menyangkal banyak mulai"
    DENIALS_STREET = "DENIALS_STREET", "Satu jalan disebut disangkal sekaligus mulai"
    JEMPUT_BOLA_DAYS = "JEMPUT_BOLA_DAYS", "Masukan masuk daftar jemput bola setelah"
    NONPERMANENT = "NONPERMANENT", "Pencatatan penduduk nonpermanen"
    STAY_REMIND_DAYS = (
        "STAY_REMIND_DAYS",
        "Ketua RT diingatkan sebelum masa tinggal nonpermanen habis",
    )
    TAKEN_HOURS = (
        "TAKEN_HOURS",
        "Koreksi yang diambil tetapi tidak disentuh kembali ke antrean setelah",
    )


class Setting(models.Model):
    """One value of a setting: who set it, when and why. Rows are never changed."""

    name = models.CharField(max_length=20, choices=SettingName.choices)
    value = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["name", "-id"], name="accounts_setting_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S"), name="accounts_setting_has_reason"
            ),
        ]
