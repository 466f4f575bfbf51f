"""Words of a city that does not exist: common names, streets and towns, written down by us."""

MEN = (
    "Ahmad", "Budi", "Dedi", "Eko", "Fajar", "Hendra", "Imam", "Joko", "Kurniawan", "Lukman", "Muhammad",
    "Nanang", "Oki", "Purnomo", "Rahmat", "Slamet", "Taufik", "Usman", "Wahyu", "Yusuf", "Zainal", "Agus",
    "Andi", "Arif", "Bambang", "Dimas", "Edi", "Firman", "Gunawan", "Heri", "Ilham", "Irwan", "Jamaluddin",
    "Krisna", "Maulana", "Mulyadi", "Nugroho", "Paulus", "Rizky", "Rudi", "Samsul", "Stefanus", "Suryadi",
    "Syahrul", "Teguh", "Tri", "Wawan", "Yohanes", "Zulkifli", "Abdul", "Aldi", "Bayu", "Daniel", "Gilang",
    "Hasan", "Ibrahim", "Markus", "Rifki", "Sugeng", "Yudi",
)  # fmt: skip
WOMEN = (
    "Aisyah", "Ani", "Bunga", "Citra", "Dewi", "Eka", "Fatimah", "Fitri", "Hartini", "Indah", "Kartika",
    "Lestari", "Lina", "Maria", "Maya", "Murni", "Nur", "Nurhayati", "Putri", "Rahma", "Ratna", "Rina",
    "Rosita", "Salma", "Sari", "Siti", "Sri", "Sulastri", "Suryani", "Tri", "Umi", "Vina", "Wati", "Yanti",
    "Yuliana", "Zahra", "Agustina", "Aminah", "Anisa", "Astuti", "Dian", "Endang", "Erna", "Farida",
    "Halimah", "Hasnah", "Ida", "Kristina", "Laila", "Mariana", "Marlina", "Megawati", "Mira", "Nadia",
    "Nabila", "Rahmawati", "Rukmini", "Theresia", "Widya", "Yulia",
)  # fmt: skip
FAMILIES = (
    "Abdullah", "Adi", "Anwar", "Arifin", "Basri", "Firmansyah", "Gunawan", "Hakim", "Halim", "Hamzah",
    "Handayani", "Hapsari", "Hasanah", "Hidayat", "Hidayati", "Ismail", "Kurnia", "Kusuma", "Lubis",
    "Mahmud", "Marpaung", "Maulida", "Nasution", "Ningsih", "Nugraha", "Permana", "Permata", "Prasetyo",
    "Pratama", "Purnama", "Rahayu", "Rahman", "Ramadhan", "Rasyid", "Safitri", "Saputra", "Saputri",
    "Saragih", "Setiawan", "Setiawati", "Simanjuntak", "Siregar", "Siswanto", "Sitorus", "Suharto",
    "Sulaiman", "Suparman", "Surya", "Susanti", "Susanto", "Syahputra", "Tandi", "Utami", "Utomo",
    "Wardani", "Wibowo", "Widodo", "Wijaya", "Wulandari", "Yunus",
)  # fmt: skip
STREETS = (
    "Ahmad Yani", "Anggrek", "Belibis", "Bougenville", "Cendrawasih", "Dahlia", "Flamboyan", "Gelatik",
    "Gunung Empat", "Inpres", "Jambu Air", "Kampung Baru", "Kelapa Sawit", "Kenanga", "Kutilang",
    "Letjen Suprapto", "Manunggal", "Markoni", "Mawar", "Mekar Indah", "Melati", "Merpati", "Meranti",
    "Mufakat", "Mulawarman",
    "Nelayan", "Padat Karya", "Pahlawan", "Pandan Wangi", "Pelita", "Pemuda", "Perjuangan", "Persatuan",
    "Proklamasi", "Rambutan", "Sejahtera", "Soekarno Hatta", "Sulawesi", "Syarifuddin Yoes", "Telindung",
    "Tepian Laut", "Ulin", "Wiluyo Puspoyudo",
)  # fmt: skip
# name, and the code of issue that stands at the head of a NIK
TOWNS = (
    ("Kota Samarinda, Kalimantan Timur", "647201"),
    ("Kab. Penajam Paser Utara, Kalimantan Timur", "640901"),
    ("Kab. Kutai Kartanegara, Kalimantan Timur", "640304"),
    ("Kab. Paser, Kalimantan Timur", "640102"),
    ("Kota Bontang, Kalimantan Timur", "647402"),
    ("Kota Tarakan, Kalimantan Utara", "657301"),
    ("Kota Banjarmasin, Kalimantan Selatan", "637102"),
    ("Kota Makassar, Sulawesi Selatan", "737109"),
    ("Kab. Bone, Sulawesi Selatan", "730804"),
    ("Kota Parepare, Sulawesi Selatan", "737202"),
    ("Kab. Polewali Mandar, Sulawesi Barat", "760402"),
    ("Kota Surabaya, Jawa Timur", "357810"),
    ("Kab. Banyuwangi, Jawa Timur", "351014"),
    ("Kab. Malang, Jawa Timur", "350713"),
    ("Kota Semarang, Jawa Tengah", "337406"),
    ("Kab. Sleman, D.I. Yogyakarta", "340407"),
    ("Kota Jakarta Timur, D.K.I. Jakarta", "317502"),
    ("Kota Bandung, Jawa Barat", "327311"),
    ("Kota Bekasi, Jawa Barat", "327503"),
    ("Kota Medan, Sumatera Utara", "127107"),
)  # fmt: skip
# how many live in a kelurahan beside the others, roughly
CROWDED = {
    "Manggar": 1.5, "Batu Ampar": 1.9, "Graha Indah": 1.3, "Sepinggan": 1.4, "Sepinggan Raya": 1.3,
    "Karang Joang": 1.2, "Baru Ulu": 1.1, "Gunung Bahagia": 1.2, "Damai Baru": 1.1, "Teritip": 0.6,
    "Lamaru": 0.4, "Kariangau": 0.3, "Prapatan": 0.8, "Mekar Sari": 0.7, "Margo Mulyo": 0.7,
}  # fmt: skip
