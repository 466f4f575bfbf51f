-- The counts as the web reads them: for Ketua RT and Lurah nobody's citizenship is known. With one arrival in an
-- RT the figure would name the person. The policies of the tables bind the views' owner too.
CREATE VIEW wacat.monthly AS
SELECT m.kelurahan_id, m.month, m.served_month, m.rt_id, m.kind, m.sex, m.side, m.reach, m.detail,
       m.kecamatan_id, m.city_id, m.count,
       CASE WHEN (SELECT wacat.office()) IN ('KETUA_RT', 'LURAH') THEN 0 ELSE m.wni END AS wni,
       CASE WHEN (SELECT wacat.office()) IN ('KETUA_RT', 'LURAH') THEN 0 ELSE m.wna END AS wna
FROM public.reports_monthly m;

CREATE VIEW wacat.monthlytotal AS
SELECT t.kelurahan_id, t.month, t.served_month, t.kind, t.sex, t.side, t.reach, t.detail, t.kecamatan_id,
       t.city_id, t.count,
       CASE WHEN (SELECT wacat.office()) IN ('KETUA_RT', 'LURAH') THEN 0 ELSE t.wni END AS wni,
       CASE WHEN (SELECT wacat.office()) IN ('KETUA_RT', 'LURAH') THEN 0 ELSE t.wna END AS wna
FROM public.reports_monthlytotal t;

CREATE VIEW wacat.stock AS
SELECT s.list_id, s.rt_id, s.kelurahan_id, s.kecamatan_id, s.city_id, s.sex, s.count,
       CASE WHEN (SELECT wacat.office()) IN ('KETUA_RT', 'LURAH') THEN 0 ELSE s.wni END AS wni,
       CASE WHEN (SELECT wacat.office()) IN ('KETUA_RT', 'LURAH') THEN 0 ELSE s.wna END AS wna
FROM public.reports_stock s;

GRANT SELECT ON wacat.monthly, wacat.monthlytotal, wacat.stock TO wacat_app, wacat_job;
