"""The words of the date grammar other than months' names, as plain text, and their folded tables."""

from __future__ import annotations

from typing import TypeVar

from fihrist.index.dates.text import fold

_TO_TEN = ["واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
_FEMININE_TO_TEN = ["واحدة", "اثنتين", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
_TENS = {20: "عشرين", 30: "ثلاثين", 40: "أربعين", 50: "خمسين", 60: "ستين", 70: "سبعين", 80: "ثمانين", 90: "تسعين"}
_ORDINALS = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"]
_ORDINALS_OVER_TEN = ["الحادي", *_ORDINALS[1:9]]


_Meaning = TypeVar("_Meaning")


def _with_preposition(table: dict[str, _Meaning]) -> dict[str, _Meaning]:
    """With the preposition the article loses its alef: «للعام الماضي»."""
    return table | {f"لل{word[2:]}": meaning for word, meaning in table.items() if word.startswith("ال")}


def _ordinals() -> dict[str, int]:
    table = {fold(word): number for number, word in enumerate(_ORDINALS, 1)}
    for number, word in enumerate(_ORDINALS_OVER_TEN, 1):
        table[fold(f"{word} عشر")] = 10 + number
        for tens, names in ((20, ("والعشرين", "والعشرون")), (30, ("والثلاثين", "والثلاثون"))):
            if tens + number <= 31:
                table.update({fold(f"{word} {name}"): tens + number for name in names})
    table.update({fold(w): n for w, n in (("العشرين", 20), ("العشرون", 20), ("الثلاثين", 30), ("الثلاثون", 30))})
    return table


def _cardinals() -> dict[str, int]:
    table: dict[str, int] = {}
    for masculine, feminine in ((_TO_TEN, _FEMININE_TO_TEN), (_FEMININE_TO_TEN, _TO_TEN)):
        table.update({fold(word): number for number, word in enumerate(masculine, 1) if number > 2})
        table.update({fold(f"{masculine[i]} {feminine[9]}"): i + 11 for i in range(2, 9)})
    table.update(
        {fold(word): n for word, n in (("أحد عشر", 11), ("إحدى عشرة", 11), ("اثني عشر", 12), ("اثنتي عشرة", 12))}
    )
    table.update({fold(word): tens for tens, word in _TENS.items()})
    return table


ORDINALS = _ordinals()
CARDINALS = _cardinals()

WEEKDAYS = _with_preposition({
    fold(word): number
    for word, number in {
        "الاثنين": 0, "الإثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الخميس": 3, "الجمعة": 4, "السبت": 5, "الأحد": 6,
    }.items()
})  # fmt: skip

MODIFIERS = {
    fold(word): modifier
    for modifier, words in {
        "START": "أوائل|بداية|بدايات|مطلع|مستهل",
        "MID": "منتصف|أواسط|وسط",
        "END": "أواخر|نهاية|نهايات|ختام",
        "H1": "النصف الأول",
        "H2": "النصف الثاني",
        "Q1": "الربع الأول",
        "Q2": "الربع الثاني",
        "Q3": "الربع الثالث",
        "Q4": "الربع الرابع|الربع الأخير",
    }.items()
    for word in words.split("|")
}

PAST = "الماضي|الماضية|المنصرم|المنصرمة|الفائت|الفائتة"
NEXT = "المقبل|المقبلة|القادم|القادمة"
CURRENT = "الجاري|الجارية|الحالي|الحالية"
SAME = "نفسه|نفسها|ذاته|ذاتها"

TOWARD = {fold(word): toward for words, toward in ((PAST, -1), (NEXT, 1), (CURRENT, 0)) for word in words.split("|")}
"""Adjective of a month, year or week to -1 (last), 0 (this) or 1 (next)."""


UNITS = _with_preposition(
    {
        fold(word): unit
        for unit, words in {
            "D": "اليوم|الليلة",
            "W": "الأسبوع",
            "M": "الشهر",
            "Y": "العام|السنة",
            "C": "القرن",
        }.items()
        for word in words.split("|")
    }
)
"""A definite unit of time to its letter in ``REF-…`` values."""

DUAL_UNITS = _with_preposition(
    {
        fold(word): unit
        for unit, words in {
            "D": "اليومين",
            "W": "الأسبوعين",
            "M": "الشهرين",
            "Y": "العامين|السنتين",
        }.items()
        for word in words.split("|")
    }
)
DUAL_PAST = "الماضيين|الماضيتين|الأخيرين|الأخيرتين|المنصرمين|الفائتين"
DUAL_NEXT = "المقبلين|المقبلتين|القادمين|القادمتين"

PLURAL_UNITS = _with_preposition(
    {
        fold(word): unit
        for unit, words in {
            "D": "الأيام",
            "W": "الأسابيع",
            "M": "الأشهر|الشهور",
            "Y": "السنوات|الأعوام|السنين",
        }.items()
        for word in words.split("|")
    }
)
PLURAL_PAST = "القليلة الماضية|القليلة الأخيرة|الأخيرة|الماضية|المنصرمة|الفائتة"
PLURAL_NEXT = "القليلة المقبلة|القليلة القادمة|المقبلة|القادمة"

COUNTED_UNITS = {
    fold(word): unit
    for unit, words in {
        "D": "أيام|يوما|يوم",
        "W": "أسابيع|أسبوعا|أسبوع",
        "M": "أشهر|شهور|شهرا|شهر",
        "Y": "أعوام|عاما|عام|سنوات|سنة",
    }.items()
    for word in words.split("|")
}
SINGLE_UNITS = {
    fold(word): (unit, number)
    for unit, words in {
        "D": "يوم|يومين",
        "W": "أسبوع|أسبوعين",
        "M": "شهر|شهرين",
        "Y": "عام|عامين",
    }.items()
    for number, word in enumerate(words.split("|"), 1)
} | {fold("سنة"): ("Y", 1), fold("سنتين"): ("Y", 2)}
ABOUT = "نحو|حوالي|قرابة|زهاء|ما يقارب|أكثر من|أقل من"

DECADES = {
    fold(stem + ending): tens
    for tens, stem in {
        20: "عشرين", 30: "ثلاثين", 40: "أربعين", 50: "خمسين", 60: "ستين", 70: "سبعين", 80: "ثمانين", 90: "تسعين",
    }.items()
    for ending in ("يات", "ات")
}  # fmt: skip

SEASONS = {fold("ربيع"): 21, fold("صيف"): 22, fold("خريف"): 23, fold("شتاء"): 24}
"""EDTF's numbers of the seasons."""

YEAR_WORDS = "عام|سنة|العام|السنة|عامي|سنتي|العامين|الأعوام|أعوام|السنوات|سنوات"
YEAR_PREPOSITIONS = (
    "في|منذ|خلال|حتى|بحلول|لغاية|إلى|من|بين|قبل|بعد|مطلع|نهاية|بداية|منتصف|أواخر|أوائل|طوال|طيلة|الفترة|غاية|"
    "الجاري|الحالي|الماضي|السابق|المقبل|القادم|المالي|المالية"
)
YEAR_EVENTS = (
    "انتفاضة|ثورة|حرب|اتفاق|اتفاقية|معاهدة|انتخابات|دستور|غزو|نكبة|نكسة|مجزرة|مذبحة|زلزال|قمة|مؤتمر|هدنة|انقلاب|أحداث|"
    "احتجاجات|عدوان|اجتياح|مونديال|ميزانية|موازنة|استفتاء|أزمة|هزيمة|حصار|موسم|مواليد|أولمبياد|العالم|الدورة|نسخة"
)
"""Words after which a number of four digits between 1900 and 2100 reads as a year."""

NAMED_BY_DATE = (
    "قوى|فريق|تحالف|معسكر|شارع|ساحة|ميدان|جسر|حي|مدرسة|مستشفى|ملعب|جامعة|صحيفة|حركة|حزب|كتيبة|لواء|مدينة|جبهة|منظمة"
)
"""Words after which a day and a month are a name: «قوى 14 آذار», «جسر 14 تموز»."""

KNOWN_BY_DATE = "ثورة|أحداث|انتفاضة|ذكرى|هجمات|حرب|انقلاب|اعتداءات|عيد|يوبيل|اتفاق|اتفاقية|معاهدة|مجزرة|مذبحة|حراك|ثوار|تفجيرات|نكسة|هزيمة"
"""Words after which a day and a month without a year name a past event of whichever year: «ثورة 25 يناير»."""

AGREEING = "الموافق|الموافقة|المصادف|المصادفة|الواقع في|الواقع فيه"
"""Words between a weekday and its date."""

BRANDED = "سيارة|سيارات|سيارته|شاحنة|شاحنات|حافلة|مركبة|مركبات|شركة|موديل|طراز|نوع|ماركة|علامة"
"""Words after which نيسان is a make of cars."""

COUNTED = (
    "شخص|شخصا|أشخاص|عنصر|عنصرا|عناصر|مقاتل|مقاتلا|مقاتلي|مقاتلين|قتيل|قتيلا|قتلى|جريح|جريحا|جرحى|مصاب|مصابا|ضحية|شهيد|"
    "شهيدا|جندي|جنديا|مسلح|مسلحا|مدني|مدنيا|نازح|نازحا|لاجئ|لاجئا|معتقل|معتقلا|سجين|سجينا|أسير|أسيرا|مفقود|مفقودا|عائلة|"
    "أسرة|طفل|طفلا|امرأة|رجل|رجلا|ألف|ألفا|آلاف|مليون|مليونا|مليار|ملايين|دولار|دولارا|ليرة|دينار|دينارا|ريال|ريالا|يورو|"
    "جنيه|جنيها|درهم|درهما|كيلومتر|كيلومترا|كيلو|كلم|كم|متر|مترا|طن|طنا|برميل|برميلا|لتر|لترا|ميغاواط|قذيفة|صاروخ|صاروخا|"
    "غارة|هجوم|هجوما|عملية|حالة|إصابة|وفاة|منزل|منزلا|قرية|بلدة|مدرسة|خيمة|شاحنة|سيارة|مركبة|دبابة|طائرة|جثة|موقع|موقعا|"
    "نسخة|نقطة|صوت|صوتا|مقعد|مقعدا|شركة|عامل|عاملا|موظف|موظفا|طالب|طالبا|مرة|ساعة|دقيقة|يوم|يوما|شهر|شهرا|سنة|عام|عاما|"
    "صفحة|وثيقة|قطعة|سلة|حصة|مستفيد|مستفيدا|متطوع|متطوعا|مهاجر|مهاجرا|شاب|شابا|عسكري|عسكريا|شرطي|شرطيا|ضابط|ضابطا|مبنى|"
    "وحدة|هكتار|هكتارا|دونم|دونما|غرام|كيلوغرام|بالمئة|بالمائة|ميل|ميلا|قدم|درجة|نازحين|لاجئين|معتقلين|جنود|بيت|بيتا|محل|محلا|"
    "حافلة|سفينة|زورق|لغم|لغما|عبوة|رأس|ناخب|ناخبا|مرشح|مرشحا|بندقية|رصاصة|قنبلة|مظاهرة|تظاهرة|سرير|سريرا|مخيم|مخيما|"
    "وظيفة|مريض|مريضا|حاج|حاجا|سائح|سائحا|صفقة|سهم|سهما|مشارك|مشاركا|متظاهر|متظاهرا|زائر|زائرا|نسمة|ألفي|مئة|قرار|قرارا|صاروخي|مسيرة"
)
"""What numbers count: a number before one of these is no year."""

FUNCTION_WORDS = (
    "في|من|إلى|على|عن|مع|بعد|قبل|منذ|حتى|خلال|إثر|عقب|أثناء|عندما|حين|حيث|التي|الذي|أن|إن|أنه|أنها|كان|كانت|هو|هي|لم|لا|ما|"
    "قد|لقد|ثم|أو|بين|ضد|عبر|أي|كما|بسبب|نتيجة|جراء|بموجب|وفق|وفقا|بحسب|حسب|برعاية|بقيادة|بمشاركة|بشأن|لكن|إذ|إذا|عند|لدى|"
    "تحت|نحو|دون|فقط|أيضا|تم|جرى|أعلن|أعلنت|شهد|شهدت|بدأ|بدأت|قتل|قتلت|سيطر|سيطرت|إلا|بينما|فيما|مما|ميلادي|ميلادية|"
    "على|بهدف|بدعم|بإشراف|ليصبح|لتصبح|ليس|غير"
)
"""Words that may follow a bare year and that no number counts."""
