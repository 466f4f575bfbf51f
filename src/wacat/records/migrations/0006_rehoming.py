from django.db import migrations

from wacat.areas.rowscope import rehoming


class Migration(migrations.Migration):
    dependencies = [("records", "0005_ancestors"), ("areas", "0003_territory")]
    operations = [
        *rehoming("records_notice", "rt_id", "kelurahan_id", "kecamatan_id"),
        *rehoming("records_lurahextra", "kelurahan_id"),
    ]
