"""Numeric expressions that are no dates, drawn with a fixed seed: counts, prices, scores, documents, telephones.

The numbers are those that tempt: four digits that could be a year, two that could be a day or month, three with
separators. A number that a writer could mean as a year («في عام 2014») is in no template.
"""

from __future__ import annotations

import random
from collections.abc import Callable

SIZE = 8_000

_COUNTED = (
    "قتيلا", "مقاتلا", "جريحا", "نازحا", "مدنيا", "عنصرا", "قذيفة", "غارة", "شخصا", "طنا", "عائلة", "لاجئا", "طفلا", "معتقلا",
    "صاروخا", "آلية", "خيمة", "منزلا", "لغما", "دبابة", "متطوعا", "سلة غذائية", "حالة", "جثة", "برميلا",
)  # fmt: skip
_MONEY = ("دولارا", "ليرة", "دينارا", "ريالا", "يورو", "جنيها", "درهما", "دولار أمريكي", "ليرة سورية", "مليون دولار")
_MEASURES = ("كيلومترا", "مترا", "كم", "كلم", "ملم", "هكتارا", "ميغاواط", "ميلا", "درجة", "كيلوغراما", "لترا", "سم")
_CITIES = ("حلب", "الموصل", "تعز", "بنغازي", "الخرطوم", "غزة", "الرقة", "صيدا", "دير الزور", "البصرة")

_TEMPLATES = (
    # counts
    "قُتل {year} {counted} في المعارك", "نزوح {year} {counted} من {city}", "وصل نحو {year} {counted}", "أكثر من {year} {counted} في {city}",
    "بين {day} و{day} {counted}", "من {day} إلى {year} {counted}", "خسر التنظيم {year} {counted} خلال المعركة", "ما لا يقل عن {day} {counted}",
    "{any},{three} {counted}", "بلغ العدد {year} {counted} وفق المرصد", "جرح {day} {counted} بينهم {day} {counted}", "حوالي {year} {counted} في {city}",
    # telephones
    "هاتف: 00963{nine}", "للتواصل +{three} {three} {six}", "الهاتف 0{day}-{six}", "رقم الهاتف {three}-{year}-{three}", "فاكس {year}{six}",
    "واتساب +{any}{six}{three}", "اتصلوا على {three}{three}{three}",
    # scores and results
    "فاز {small}-{small}", "انتهت المباراة {small}/{small}", "النتيجة {small}:{small}", "تعادلا {small} - {small}", "بنتيجة {day}-{day}",
    # prices and money
    "بسعر {year} {money}", "بقيمة {any} {money}", "{year}$ للشخص", "كلف {year} {money} شهريا", "ارتفع من {year} إلى {year} {money}", "بـ{year} {money}",
    "{any}.{day} {money}", "تراوح بين {year} و{year} {money}", "€{year}", "${year} فقط",
    # shares
    "بنسبة {day}%", "بنسبة {day}.{small} في المئة", "نحو {day} بالمئة من {city}", "{day}٪ من السكان", "بنسبة تصل إلى {day} في المائة",
    # coordinates and distances
    "الإحداثيات {day}.{year}, {day}.{year}", "على بعد {day} {measure} من {city}", "{day}° {day}' شمالا", "بارتفاع {year} {measure}", "مساحتها {year} {measure}",
    "بعمق {day} {measure}", "قطرها {three} {measure}",
    # resolutions, laws, documents
    "القرار {year}", "القرار رقم {year}", "القرار الدولي {year}", "المادة {day} من القانون", "القانون رقم {day}", "المرسوم رقم {three}", "المواد {day} و{day} و{day}",
    "الملف {year}/{any}", "الوثيقة رقم {day}/{year}", "القضية رقم {any}/{year}", "رقم الجواز {any}{six}", "كتاب رقم {day}-{year}", "البند {small}.{small}.{day}",
    "الفقرة {day}/{small}", "الصفحة {day}", "الصفحات {day}-{day}", "الآية {day}", "الفصل {day}",
    "رقم الهاتف {year}/{day}/{day}", "ورقم القضية {day}-{small}-{year}", "الوثيقة {day}-{day}-{year}/ص", "للقضية {small}/{small}/{year}", "هاتف {year}-{day}-{day}",
    "القرار {day}/{small}/{year}", "ملف القضية رقم {day}.{small}.{year}", "محضر {small}/{day}/{year}", "الدعوى {day}/{day}/{year}", "رقم المرسوم {day}-{day}-{year}",
    # times and lengths of time
    "الساعة {hour}:{minute}", "عند {hour}:{minute} بتوقيت غرينتش", "استغرق {day} دقيقة", "بين الساعة {hour} و{hour}", "مدته {day}:{minute}", "كل {day} ساعة",
    # ratios and odds
    "بنسبة {small} إلى {small}", "{small} من أصل {day}", "{day}/{day} صوتا", "{small}/{small} من المساحة", "صوت {day} مقابل {day}",
    # addresses of computers, versions, codes
    "العنوان {ip}.{ip}.{ip}.{ip}", "الإصدار {small}.{small}.{day}", "v{small}.{day}", "الإصدار {day}.{day}.{year}", "SY{day}", "G{day}", "الرمز {any}-{three}-{day}", "النسخة {small}.{day}",
    "ISO {year}", "الموديل X{year}", "الحساب @user{year}", "#{year}",
    # ages, units, weapons, roads
    "عمره {day} عاما", "وعمرها {day} سنة", "شاب ({day} عاما)", "الطفل {day} سنوات", "اللواء {day}", "الفرقة {day} مشاة", "الفوج {three}", "الطريق {day}", "الوحدة {any}",
    "صاروخ عيار {three} ملم", "طائرة سوخوي {day}", "ميغ {day}", "دبابة تي {day}", "حي {day} شمال {city}", "بلوك {day}", "الكتيبة {year}", "مخيم {day}",
)  # fmt: skip


def _slots(chance: random.Random) -> dict[str, Callable[[], str]]:
    def digits(low: int, high: int) -> Callable[[], str]:
        return lambda: str(chance.randint(low, high))

    return {
        "year": digits(1900, 2100), "day": digits(2, 31), "small": digits(0, 9), "three": digits(100, 999), "six": digits(100_000, 999_999),
        "nine": digits(100_000_000, 999_999_999), "any": digits(1, 99_999), "hour": digits(0, 23), "ip": digits(0, 255),
        "minute": lambda: f"{chance.randint(0, 59):02d}", "counted": lambda: chance.choice(_COUNTED), "money": lambda: chance.choice(_MONEY),
        "measure": lambda: chance.choice(_MEASURES), "city": lambda: chance.choice(_CITIES),
    }  # fmt: skip


def not_dates(size: int = SIZE, *, seed: int = 1444) -> list[str]:
    """Texts with numbers and no date, each template many times, a third of them in Arabic-Indic digits."""
    chance = random.Random(seed)
    slots = _slots(chance)
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    texts = []
    for number in range(size):
        text = _TEMPLATES[number % len(_TEMPLATES)]
        while "{" in text:
            name = text[text.index("{") + 1 : text.index("}")]
            text = text.replace(f"{{{name}}}", slots[name](), 1)
        texts.append(text.translate(arabic) if chance.random() < 1 / 3 else text)
    return texts
