"""Whether a resident is a citizen (WNI) or a foreigner (WNA); '' where no file says so."""

WNI = "WNI"
WNA = "WNA"
UNKNOWN = ""
LABELS = {WNI: "WNI", WNA: "WNA", UNKNOWN: "kewarganegaraan tidak diketahui"}
