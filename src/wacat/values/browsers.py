"""A browser in words, from what it says of itself: Chrome di Android."""

# the first that is found counts: every Edge says Chrome as well, every Chrome says Safari
_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("OPiOS", "Opera"),
    ("UCBrowser", "UC Browser"),
    ("MiuiBrowser", "Peramban Xiaomi"),
    ("VivoBrowser", "Peramban Vivo"),
    ("HeyTapBrowser", "Peramban Oppo"),
    ("EdgA/", "Edge"),
    ("Edg/", "Edge"),
    ("WhatsApp", "WhatsApp"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("HeadlessChrome", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def describe(user_agent: str) -> str:
    """Browser and platform in words, such as "Chrome di Android"."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "Peramban")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{browser} di {system}" if system else f"{browser} lain"
