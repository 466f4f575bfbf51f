from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0016_nonpermanent"),
    ]

    operations = [
        migrations.AlterField(
            model_name="setting",
            name="name",
            field=models.CharField(
                choices=[
                    ("ATTESTATION_MONTHS", "Jarak laporan berkala Lurah"),
                    ("ATTESTATION_DAYS", "Waktu mengerjakan laporan berkala"),
                    ("SILENT_DAYS", "Disebut lama tidak masuk setelah"),
                    ("BREAK_GLASS_MINUTES", "Lama akses darurat paling banyak"),
                    ("OBJECTION_DAYS", "Waktu mengajukan keberatan"),
                    ("REMIND_DAYS", "Ketua RT diingatkan pada"),
                    ("ESCALATE_DAYS", "Pemberitahuan diteruskan ke Lurah pada"),
                    ("CLOSE_DAYS", "Ditutup tanpa tanggapan pada"),
                    (
                        "TELL_PER_MINUTE",
                        "Jabatan yang diberi tahu setelah penerbitan, paling banyak",
                    ),
                    (
                        "DEADLINE_BASIS",
                        "Tenggat koreksi dihitung dalam (1 jam penuh, 2 hari kerja)",
                    ),
                    ("DEADLINE_DAYS", "Koreksi diputuskan dalam"),
                    ("WARN_HOURS", "Sekretaris diingatkan sebelum tenggat"),
                    ("CORRECTION_OBJECTS", "Keberatan atas putusan koreksi dalam"),
                    ("REPLY_HOURS", "Operator menunggu keterangan paling sedikit"),
                    ("DENIAL_DAYS", "Pola jawaban dilihat ke belakang"),
                    ("DENIALS_RT", "Satu RT disebut menyangkal banyak mulai"),
                    ("DENIALS_STREET", "Satu jalan disebut disangkal sekaligus mulai"),
                    ("JEMPUT_BOLA_DAYS", "Masukan masuk daftar jemput bola setelah"),
                    ("NONPERMANENT", "Pencatatan penduduk nonpermanen"),
                    (
                        "STAY_REMIND_DAYS",
                        "Ketua RT diingatkan sebelum masa tinggal nonpermanen habis",
                    ),
                    (
                        "TAKEN_HOURS",
                        "Koreksi yang diambil tetapi tidak disentuh kembali ke antrean setelah",
                    ),
                ],
                max_length=20,
            ),
        ),
    ]
