"""How one name is written by several practices: transliterations, slips of the hand, joined and dropped parts.

Source of the transliterations: the French, English and German customs for Arabic and Cyrillic names in passports
(French consular spelling, Board on Geographic Names, DIN 31634), each as documents show them side by side.
"""

from random import Random

from tournai.simulate.name_parts import PARTICLES

TRANSLITERATIONS = {
    # Arabic: French spelling of the Maghreb, English spelling, spelling by the letter
    "MOHAMED": ("MUHAMMAD", "MOHAMMED", "MOUHAMED"), "MUHAMMAD": ("MOHAMED", "MOHAMMAD", "MUHAMED"),
    "YOUSSEF": ("YUSUF", "YOUSEF", "YOUCEF"), "YUSUF": ("YOUSSEF", "YOUSIF"), "HOCINE": ("HUSSEIN", "HOUSSINE"),
    "HUSSEIN": ("HOUSSINE", "HUSAYN", "HOCINE"), "ABDELKADER": ("ABD AL QADIR", "ABDUL QADER"),
    "DJAMEL": ("JAMAL", "GAMAL"), "JAMAL": ("DJAMEL", "GAMAL"), "CHERIF": ("SHARIF", "SHERIF"),
    "SHERIF": ("CHERIF", "SHARIF"), "KHALED": ("HALED", "KHALID"), "KHALID": ("KHALED", "CHALED"),
    "SAID": ("SAEED", "SAYEED"), "TAREK": ("TARIQ", "TARIK"), "TARIQ": ("TAREK", "TAREQ"), "NASSER": ("NASIR", "NACER"),
    "MOURAD": ("MURAD",), "RACHID": ("RASHID", "RASHEED"), "BACHIR": ("BASHIR", "BASHEER"),
    "TOUFIK": ("TAWFIQ", "TEWFIK"), "FOUAD": ("FUAD", "FOAD"), "WALID": ("OUALID", "WALEED"),
    "YASSINE": ("YASIN", "YASSEEN"), "MOUNIR": ("MUNIR", "MONEER"), "MUNIR": ("MOUNIR",), "KARIM": ("KAREEM",),
    "BRAHIM": ("IBRAHIM", "EBRAHIM"), "IBRAHIM": ("BRAHIM", "IBRAHEEM"), "MUSTAPHA": ("MUSTAFA", "MOSTEFA"),
    "ZOUBIR": ("ZUBAYR", "ZUBAIR"), "DJILALI": ("JILALI", "GILALI"), "ABDERRAHMANE": ("ABD AL RAHMAN", "ABDUR RAHMAN"),
    "NOUREDDINE": ("NUR AL DIN", "NOOR EDDIN"), "AHMED": ("AHMAD",), "MAHMOUD": ("MAHMUD", "MEHMOOD"),
    "OMAR": ("UMAR", "OMER"), "HASSAN": ("HASAN", "HACENE"), "FAISAL": ("FAYCAL", "FEISAL"), "SAMIR": ("SAMEER",),
    "ISMAIL": ("SMAIL", "ISMAEEL"), "ALI": ("ALY",), "NABIL": ("NABEEL",), "ZIAD": ("ZIYAD", "ZYAD"),
    "FATIMA": ("FATMA", "FATEMEH"), "AICHA": ("AISHA", "AYSHA"), "KHADIDJA": ("KHADIJA", "HADIDJA"),
    "ZINEB": ("ZAYNAB", "ZAINAB"), "ZAYNAB": ("ZINEB", "ZEINAB"), "DJAMILA": ("JAMILA", "GAMILA"),
    "NAIMA": ("NAEEMA",), "SOUAD": ("SUAD", "SOAD"), "SUAD": ("SOUAD",), "RACHIDA": ("RASHIDA",),
    "NADJIA": ("NAJIYA",), "HOURIA": ("HURIYA",), "LEILA": ("LAYLA", "LEYLA"), "LAYLA": ("LEILA",),
    "MERIEM": ("MARYAM", "MIRIAM"), "MARIAM": ("MERIEM", "MARYAM"), "CHERIFA": ("SHARIFA",), "HUDA": ("HOUDA",),
    "BENYOUCEF": ("BEN YUSUF", "BINYOUSEF"), "BOUCHAREB": ("BU SHARIB", "BOUSHAREB"), "CHAOUI": ("SHAWI", "SHAWY"),
    "KHELIFI": ("KHALIFI", "HLIFI"), "DJEBBAR": ("JABBAR", "GABBAR"), "MANSOURI": ("MANSURI", "MANSOORI"),
    "BELHADJ": ("BELHAJ", "BIN AL HAJJ"), "CHERKAOUI": ("SHARQAWI", "SHERKAWI"), "GUENDOUZ": ("QANDUZ", "GANDOUZ"),
    "ZERROUKI": ("ZARRUQI", "ZERRUKI"), "MEZIANE": ("MEZYAN", "MIZIAN"), "TAHIRI": ("TAHERI",),
    "BOUDJEMAA": ("BU JUMAA", "BOUJEMAA"), "LAKHDARI": ("AL AKHDARI", "LAKHDHARI"), "GHEZALI": ("GHAZALI", "RHAZALI"),
    "MESSAOUDI": ("MASUDI", "MASOODI"), "YAHIAOUI": ("YAHYAWI", "YAHIAWI"), "CHERGUI": ("SHARQI", "SHERGI"),
    "MOKHTARI": ("MUKHTARI",), "RAHMOUNI": ("RAHMUNI",), "TOUNSI": ("TUNISI", "TUNSI"), "NACERI": ("NASIRI", "NASSERI"),
    "SLIMANI": ("SULAYMANI", "SOLEIMANI"), "DJOUADI": ("JAWADI", "GOUADI"), "FEKIH": ("FAQIH",),
    "KHELIFA": ("KHALIFA", "HLIFA"), "BOUZIDI": ("BUZAYDI", "BOUZAIDI"), "QURASHI": ("KORAICHI", "QUREISHI"),
    "SHAZLY": ("CHADHLI", "SHADHILI"), "KHOURY": ("KHURI", "COURY"), "TAWFIK": ("TOUFIC", "TAUFIQ"),
    "MAHFOUZ": ("MAHFUZ", "MAHFOODH"), "SAYED": ("SAYYID", "SEYED"), "GENDY": ("JUNDI", "GUINDY"),
    "JUNDI": ("GENDY", "DJOUNDI"), "NASSAR": ("NASAR",), "SHAHIN": ("CHAHINE", "SHAHEEN"),
    "TAMIMI": ("TEMIMI",), "HARBI": ("HARBY",),
    "SHERBINI": ("CHERBINI", "SHIRBEENY"), "DAMANHURI": ("DAMANHOURY",), "SHEHATA": ("CHEHATA", "SHAHATA"),
    "WAZZAN": ("OUAZZANE", "WAZAN"), "SAYEGH": ("SAYIGH", "SAEGH"), "QASABGI": ("KASSABGY", "QASSABJI"),
    "MAALOUF": ("MALUF", "MAALUF"), "MUTLAQ": ("MOTLAK", "MUTLAK"), "RABIA": ("RABIAA",), "AMRANI": ("OMRANI",),
    "IDRISSI": ("EDRISI", "IDRISI"), "JELASSI": ("DJELASSI", "GALASI"), "BOUHLEL": ("BUHLAL", "BOUHELAL"),
    "BENAROUS": ("BEN ARUS", "BENAROUSSE"), "OUARAB": ("WARAB",), "ZOHRA": ("ZAHRA",), "WAFA": ("OUAFA",),
    # Cyrillic: English spelling, French and German spelling
    "SHCHERBAKOV": ("CHTCHERBAKOV", "SCHTSCHERBAKOW"), "ZHUKOVETS": ("JOUKOVETS", "SCHUKOWEZ"),
    "USHAKOV": ("OUCHAKOV", "USCHAKOW"), "CHERNYSHEV": ("TCHERNYCHEV", "TSCHERNYSCHEW"),
    "ZHDANOV": ("JDANOV", "SCHDANOW"), "YAKOVLEV": ("IAKOVLEV", "JAKOWLEW"), "TSVETKOV": ("TSVETKOFF", "ZWETKOW"),
    "VOROBYOV": ("VOROBIEV", "WOROBJOW"), "KULIKOV": ("KOULIKOV", "KULIKOW"), "GORBUNOV": ("GORBOUNOV",),
    "KHOKHLOV": ("CHOCHLOW", "HOHLOV"), "YUSHKOV": ("IOUCHKOV", "JUSCHKOW"), "MURAVYOV": ("MOURAVIEV",),
    "FYODOROV": ("FEDOROV", "FIODOROV"), "CHISTYAKOV": ("TCHISTIAKOV",), "DYACHENKO": ("DIATCHENKO",),
    "LYASHKO": ("LIACHKO",), "TYUTCHEV": ("TIOUTCHEV",), "MALYSHEV": ("MALYCHEV",), "KOZHUKHOV": ("KOJOUKHOV",),
    "SHCHUKIN": ("CHTCHOUKINE",), "ZHILIN": ("JILINE",),
    "OVCHINNIKOV": ("OVTCHINNIKOV",), "SHCHEDRIN": ("CHTCHEDRINE",), "ZAVYALOV": ("ZAVIALOV",),
    "YEVGENY": ("EVGUENI", "JEWGENI"), "SERGEY": ("SERGUEI", "SERGEI"), "YURI": ("IOURI", "JURIJ"),
    "DMITRY": ("DMITRI", "DIMITRI"), "ALEXEY": ("ALEXEI", "ALEKSEJ"), "ANDREY": ("ANDREI", "ANDREJ"),
    "MIKHAIL": ("MIKHAEL", "MICHAIL"), "NIKOLAY": ("NIKOLAI", "NIKOLAJ"), "ANATOLY": ("ANATOLI",),
    "VYACHESLAV": ("VIATCHESLAV",), "GENNADY": ("GUENNADI",), "ARKADY": ("ARKADI",), "VALERY": ("VALERI",),
    "GRIGORY": ("GRIGORI",), "VASILY": ("VASSILI",), "YAKOV": ("IAKOV",), "TIMOFEY": ("TIMOFEI",),
    "MATVEY": ("MATVEI",), "FYODOR": ("FEDOR", "FIODOR"), "TATYANA": ("TATIANA",), "YEKATERINA": ("EKATERINA",),
    "YELENA": ("ELENA", "JELENA"), "LYUDMILA": ("LIOUDMILA",), "NATALYA": ("NATALIA",), "KSENIA": ("XENIA",),
    "YULIA": ("IOULIA", "JULIJA"), "ZHANNA": ("JANNA",), "DARYA": ("DARIA",), "SOFYA": ("SOFIA",),
    "NADEZHDA": ("NADEJDA",),
}  # fmt: skip
"""A part of a name in capitals -> how other customs write it."""

NEIGHBOURS = {
    "A": "SZQ", "B": "VNG", "C": "XVD", "D": "SFE", "E": "RWD", "F": "DGR", "G": "FHT", "H": "GJY", "I": "UOK",
    "J": "HKU", "K": "JLI", "L": "KMO", "M": "NL", "N": "BMH", "O": "IPL", "P": "OL", "Q": "AW", "R": "ETF",
    "S": "ADW", "T": "RYG", "U": "YIJ", "V": "CBF", "W": "ESQ", "X": "ZCS", "Y": "TUH", "Z": "XAS",
}  # fmt: skip
"""The keys beside a key."""

SHORTEST_FOR_TYPO = 4


def mistype(rng: Random, name: str) -> str:
    """Return a name with one slip in one of its longer words, after the first letter: wrong, lost, doubled, swapped.

    The name itself where no word has four letters.
    """
    words = name.split()
    long = [number for number, word in enumerate(words) if len(word) >= SHORTEST_FOR_TYPO]
    if not long:
        return name
    number = rng.choice(long)
    words[number] = _slip(rng, words[number])
    return " ".join(words)


def _slip(rng: Random, word: str) -> str:
    place = rng.randrange(1, len(word) - 1)
    before, sign, after = word[:place], word[place], word[place + 1 :]
    slips = [before + rng.choice(NEIGHBOURS.get(sign, "E")) + after, before + after, before + sign + sign + after]
    if after[0] != sign:
        slips.append(before + after[0] + sign + after[1:])
    return rng.choice(slips)


def transliterate(rng: Random, name: str, *, most: int = 9) -> tuple[str, int]:
    """Return a name with up to ``most`` of its words in another custom's spelling, and how many were changed."""
    words = name.split()
    known = [number for number, word in enumerate(words) if word in TRANSLITERATIONS]
    chosen = rng.sample(known, min(most, len(known)))
    for number in chosen:
        words[number] = rng.choice(TRANSLITERATIONS[words[number]])
    return " ".join(words), len(chosen)


def without_particles(surname: str) -> str:
    """Return a surname without the particles before its last word."""
    *before, last = surname.split()
    return " ".join([*(word for word in before if word not in PARTICLES), last])


def join_first_words(name: str) -> str:
    """Return a name with its first two words written as one; the name itself where it is one word."""
    first, *rest = name.split()
    return " ".join([first + rest[0], *rest[1:]]) if rest else first
