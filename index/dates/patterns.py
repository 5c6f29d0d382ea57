"""Regular expressions of the date grammar, over folded text (`fihrist.index.dates.text`).

Pieces come first, rules after them; a rule's named groups are read by the builders in `build_days`,
`build_years` and `build_relative`. Blanks inside a piece are bounded, so that no text makes a rule slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fihrist.index.dates import words as w
from fihrist.index.dates.calendars import ENGLISH, MONTHS
from fihrist.index.dates.text import fold

SP = r"[ \t\u00a0\u202f\u2009]{1,3}"
GAP = r"[ \t\u00a0\u202f\u2009]{0,3}"
COMMA = "[,،]"
DASH = "[-\u2010-\u2015\u2212]"
END = r"(?!\w)"


def any_of(names: Iterable[str] | str) -> str:
    """An alternation of words or ``|``-separated words, folded, the longest first, blanks flexible."""
    listed = names.split("|") if isinstance(names, str) else names
    ordered = sorted({fold(name) for name in listed}, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(SP.join(map(re.escape, name.split())) for name in ordered) + ")"


_MONTH_NAME = any_of(MONTHS)
_ORDINAL = any_of(w.ORDINALS)
_CARDINAL = any_of(w.CARDINALS)
_WEEKDAY = any_of(w.WEEKDAYS)
_ADJECTIVE = any_of(w.TOWARD)
_SAME = any_of(w.SAME)
_YEAR_NUMBER = r"\d{4}(?![\d%٪]|[.,:/٫٬-]\d)"
_SMALL_HIJRI_YEAR = rf"\d{{2,3}}(?={GAP}(?:هجري|هجريه|ه){END})"
_SHORT_YEAR = r"['\u2018\u2019]\d\d(?!\w)"
_ERA = rf"(?:{GAP}(?P<era>م|ميلادي|ميلاديه|ه|هجري|هجريه){END})?"
_DAY = rf"(?:\d{{1,2}}(?!\d)|{_ORDINAL}{END})"

_DAYS = rf"(?P<days>{_DAY}(?:(?:{GAP}{COMMA}?{GAP}و{GAP}|{GAP}{COMMA}{GAP}|{GAP}{DASH}{GAP}|(?<=\d)/(?=\d)|{SP}(?:و?حتي|و?الي){SP}){_DAY}){{0,5}})"
_MONTH = (
    rf"(?P<month>{_MONTH_NAME})(?![^\W\d])"
    rf"(?:(?:{GAP}[{DASH[1:-1]}/\\]{GAP}|{SP})(?P<twin>{_MONTH_NAME}){END}|{GAP}\({GAP}(?P<twin2>{_MONTH_NAME}){GAP}\))?"
)
_YEAR_TAIL = rf"(?:{GAP}[,،/-]?{GAP})(?:من{SP})?(?:[لب]?(?:عام|سنه|العام|السنه){SP})?(?P<year>{_YEAR_NUMBER}|{_SMALL_HIJRI_YEAR}|{_SHORT_YEAR}){_ERA}"
_THIS_YEAR = rf"(?P<this>هذا{SP}العام|هذه{SP}السنه)"
_REL_TAIL = (
    rf"{SP}(?:(?:من|في|خلال){SP})?(?:{_THIS_YEAR}"
    rf"|(?:العام|السنه){SP}(?:(?P<year_adj>{_ADJECTIVE})|(?P<year_same>{_SAME}))|(?P<that>ذلك{SP}العام|تلك{SP}السنه)"
    rf"|(?P<adj>{_ADJECTIVE})|(?P<month_same>{_SAME})){END}"
)
_TAIL = rf"(?:{_YEAR_TAIL}|{_REL_TAIL})?"
_MONTH_WORD = rf"(?:(?P<word>شهر|شهري|ليله){SP})?"

DATED = re.compile(
    rf"(?:(?P<weekday>(?:يوم{SP})?{_WEEKDAY})(?:{GAP}{COMMA}{GAP}|{SP}|{GAP}(?P<open>\(){GAP}))?"
    rf"(?:{_DAYS}(?:{SP}من{SP}|{SP}|{GAP}{DASH}{GAP}|(?<=\d)(?=[^\W\d])))?"
    rf"{_MONTH_WORD}{_MONTH}{_TAIL}(?(open){GAP}\))"
)
"""Days, a month and what says the year: «الأحد 3 كانون الأول/ديسمبر 2023», «منتصف» is `MODIFIED`'s."""

ISO = re.compile(
    r"(?P<year>\d{4})(?P<sep>[-/.\\])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d|[-/.\\]\d)"
    r"(?:(?:T|[ ]{1,2})\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[ ]?(?:Z\b|[+-]\d\d:?\d\d))?)?" + _ERA
)
NUMERIC = re.compile(
    rf"(?P<first>\d{{1,2}}){GAP}(?P<sep>[-/.\\]){GAP}(?P<second>\d{{1,2}}){GAP}(?P=sep){GAP}(?P<year>\d{{4}})"
    r"(?!\d|[-/.:\\]\d|/(?![مه])[^\W\d](?!\w))" + _ERA
)
SHORT_NUMERIC = re.compile(
    r"(?P<first>\d{1,2})(?P<sep>[-/.\\])(?P<second>\d{1,2})(?P=sep)(?P<year>\d\d)(?![\d%٪]|[-/.:\\]\d)"
)
"""Three small numbers: a date after a word that says so."""
MONTH_YEAR = re.compile(rf"(?P<month>\d{{1,2}}){GAP}[-/]{GAP}(?P<year>\d{{4}})(?!\d|[-/.:\\]\d){END}")
NUMBERED_MONTH = re.compile(
    rf"(?:شهر|الشهر){SP}(?P<month>\d{{1,2}}|{_ORDINAL})(?:{GAP}[-/]{GAP}|{SP}(?:من{SP})?(?:(?:عام|سنه|العام|السنه){SP})?)"
    rf"(?P<year>{_YEAR_NUMBER})"
)
DAY_OF_MONTH = re.compile(
    rf"(?P<day>{_DAY}){SP}(?:من{SP})?(?:(?:هذا{SP}(?P<this>الشهر)|الشهر{SP}(?:(?P<adj>{_ADJECTIVE})|(?P<same>{_SAME})))"
    rf"|(?P<bare>الجاري)|(?P<of_it>منه)){END}"
)
_MONTHS_EN = "(?:" + "|".join(sorted(ENGLISH, key=len, reverse=True)) + ")"
ENGLISH_DAY_FIRST = re.compile(
    rf"(?i:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?{GAP}(?:of{SP})?[-]?(?P<month>{_MONTHS_EN})\b\.?,?[-]?{GAP}(?P<year>\d{{4}})(?!\d)"
    rf"(?:{SP}GMT\b)?)"
)
ENGLISH_MONTH_FIRST = re.compile(
    rf"(?i:(?P<month>{_MONTHS_EN})\b\.?(?:{SP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?,?{SP}(?P<year>\d{{4}})(?!\d))"
)
_NEXT_YEAR = (
    rf"(?:(?:{GAP}{COMMA}{GAP}|{SP})و{GAP}|{GAP}{COMMA}{GAP}|{GAP}[/]{GAP}|{GAP}{DASH}{GAP}|{SP}(?:و?حتي|و?الي){SP})"
    rf"(?:(?:عام|سنه|العام){SP})?"
)
YEARS = re.compile(
    rf"(?P<word>{any_of(w.YEAR_WORDS)}){SP}(?P<years>(?P<year>{_YEAR_NUMBER}|\d{{4}}(?={GAP}[/-]{GAP}\d{{4}})){_ERA}(?:{_NEXT_YEAR}{_YEAR_NUMBER})*)"
)
BARE_YEARS = re.compile(
    rf"(?P<years>(?P<year>{_YEAR_NUMBER}|\d{{4}}(?=[/-]\d{{4}})){_ERA}(?:{_NEXT_YEAR}{_YEAR_NUMBER})*)"
)
YEAR_PAIR = re.compile(rf"(?:19|20)\d\d(?:/|{DASH})(?:19|20)\d\d")
YEAR_STEP = re.compile(r"(?P<op>.*?)(?P<year>\d{4})", re.DOTALL)
_NUMBER_WORD = any_of(
    "ألف|ألفين|ألفان|تسعمئة|تسعمائة|ثمانمئة|ثمانمائة|أحد عشر|إحدى عشرة|اثني عشر|اثنتي عشرة|اثنين|اثنتين|واحد|واحدة|"
    + "|".join(w.CARDINALS)
)
YEAR_IN_WORDS = re.compile(rf"(?:عام|سنه){SP}(?P<number>(?:الف|الفين|الفان)(?:{SP}و{_NUMBER_WORD}){{0,3}}){END}")
MODIFIED = re.compile(rf"(?!بدايه{SP}من{SP})(?P<modifier>{any_of(w.MODIFIERS)}){SP}(?:(?:من|ل|في){SP})?")
RELATIVE = re.compile(
    rf"(?:(?P<this>هذا|هذه){SP})?(?P<unit>{any_of(w.UNITS)})"
    rf"(?:{SP}(?:(?:(?:ما{SP})?(?P<beyond>قبل|بعد){SP})?(?P<adj>{_ADJECTIVE})|(?P<same>{_SAME})|(?P<next>{any_of(w.BESIDE)})(?!{SP}(?:ل|من{SP}))))?{END}"
)
DUAL = re.compile(
    rf"(?P<unit>{any_of(w.DUAL_UNITS)}){SP}(?:(?P<past>{any_of(w.DUAL_PAST)})|(?P<next>{any_of(w.DUAL_NEXT)})){END}"
)
PLURAL = re.compile(
    rf"(?P<unit>{any_of(w.PLURAL_UNITS)})(?:{SP}(?:ال)?(?P<number>\d{{1,3}}|{_CARDINAL}))?{SP}"
    rf"(?:(?P<past>{any_of(w.PLURAL_PAST)})|(?P<next>{any_of(w.PLURAL_NEXT)})){END}"
)
AGO = re.compile(
    rf"(?:قبل|منذ){SP}(?:(?P<about>{any_of(w.ABOUT)}){SP})?"
    rf"(?:(?P<single>{any_of(w.SINGLE_UNITS)})(?:{SP}واحده?)?{END}(?!{SP}(?:\d|ال|امس|غد|{_MONTH_NAME}{END}|الفين|الفان|الف))"
    rf"|(?P<number>\d{{1,3}}|{_CARDINAL}){SP}(?P<unit>{any_of(w.COUNTED_UNITS)}){END})"
    rf"(?!{SP}(?:علي|من){SP}(?!(?:الان|اليوم){END}))"
)
WEEKDAY = re.compile(rf"(?:يوم{SP})?(?P<weekday>{_WEEKDAY}){END}(?:{SP}(?P<adj>{_ADJECTIVE}){END})?")
_WITH_WEEKDAY = rf"(?:{GAP}{COMMA}?{GAP}\(?(?:يوم{SP})?{_WEEKDAY}{END}\)?(?!{GAP}{COMMA}?{GAP}\d))?"
BEFORE_YESTERDAY = re.compile(rf"(?:اول{SP}(?:من{SP})?(?:امس|البارحه)|امس{SP}الاول){END}{_WITH_WEEKDAY}")
YESTERDAY = re.compile(rf"(?:امس|الامس|البارحه){END}(?!{SP}الحاجه){_WITH_WEEKDAY}")
TOMORROW = re.compile(
    rf"(?P<plain>غدا|غد|يوم{SP}غد|(?P<after>بعد{SP}غد)){END}(?P<weekday>{SP}(?:يوم{SP})?{_WEEKDAY}{END})?"
)
TODAY = re.compile(rf"اليوم{END}(?P<weekday>{GAP}{COMMA}?{GAP}\(?{_WEEKDAY}{END}\)?(?!{GAP}{COMMA}?{GAP}\d))?")
DECADE = re.compile(
    rf"(?:ال)?(?P<decade>{any_of(w.DECADES)}){END}"
    rf"(?:{SP}(?:من{SP})?القرن{SP}(?:(?P<adj>{_ADJECTIVE})|(?P<century>{_ORDINAL})){END})?(?!{SP}(?:من{SP}(?:عمر|العمر)|الهجري))"
)
CENTURY = re.compile(
    rf"القرن{SP}(?:ال)?(?P<century>\d{{1,2}}|{_ORDINAL}){END}(?:{SP}الميلادي{END})?(?!{SP}(?:الهجري|قبل|ق))"
)
SEASON = re.compile(
    rf"(?P<season>{any_of(w.SEASONS)}){SP}"
    rf"(?:(?:(?:عام|سنه|العام|السنه){SP})?(?P<year>{_YEAR_NUMBER}|{_SHORT_YEAR})|(?:العام|السنه){SP}(?P<adj>{_ADJECTIVE}){END})"
)
LAST_SEASON = re.compile(rf"ال(?P<season>{any_of(w.SEASONS)}){SP}(?P<adj>{_ADJECTIVE}){END}")
_CLITIC = "[وفلب]?"
RANGE_GAP = re.compile(rf"{GAP}{DASH}{GAP}|{SP}(?:و?حتي|و?الي|و?لغايه){SP}")
AND_GAP = re.compile(rf"{SP}و{GAP}|{GAP}/{GAP}")
NAMES_GAP = re.compile(rf"{GAP}(?:{COMMA}|:|\(|{DASH}){GAP}|{SP}(?:اي{SP})?")
"""Between months together and their names."""
WEEKDAY_HERE = re.compile(rf"(?:يوم{SP})?{_WEEKDAY}{END}")
BESIDE_GAP = re.compile(
    rf"(?:(?:{SP}و?|{GAP}[{DASH[1:-1]},،/]{GAP})(?:يوم{SP})?{_WEEKDAY}{END}){{0,3}}{GAP}{COMMA}?{GAP}\(?"
    rf"(?:{any_of(w.AGREEING)}{GAP}(?:ل(?:يوم{SP})?)?|(?:بتاريخ|في)(?={SP})|ال(?=\d))?{GAP}"
)
"""Between a weekday and the date of that day: «الجمعة الموافق 3 مارس», «الجمعة والسبت 13 و14 نيسان»."""
WEEKDAYS_GAP = re.compile(rf"{SP}و?|{GAP}[{DASH[1:-1]},،/]{GAP}")
"""Between weekdays of which the last one has a date beside it."""
STATED_YEAR = re.compile(rf"(?:{SP}|{GAP}\({GAP})(?P<year>{_YEAR_NUMBER})(?:{GAP}\))?")
"""The year that «العام الماضي» is, in digits beside it."""
ELEVEN = re.compile(rf"{SP}عشره?{END}")
BRAND_BEFORE = re.compile(rf"(?:^|\W){_CLITIC}(?:ال)?{any_of(w.BRANDED)}{SP}$")
BETWEEN = re.compile(rf"(?:^|\W)(?:[وف]?(?:ما{SP})?بين){SP}(?:(?:يومي|شهري|عامي|سنتي){SP})?$")
DAY_STEP = re.compile(rf"(?P<op>.*?)(?P<day>{_DAY})", re.DOTALL)

NAMED_BEFORE = re.compile(rf"(?:^|\W){_CLITIC}(?:ال)?{any_of(w.NAMED_BY_DATE)}{SP}$")
KNOWN_BEFORE = re.compile(rf"(?:^|\W){_CLITIC}{any_of(w.KNOWN_BY_DATE)}{SP}$")
YEAR_BEFORE = re.compile(
    rf"(?:^|\W)(?:[وف]?{any_of(w.YEAR_PREPOSITIONS)}|{_CLITIC}(?:ال)?{any_of(w.YEAR_EVENTS)}"
    rf"|[وفبلك]?(?:العام|السنه|الموسم){SP}ال[^\W\d]{{3,9}}){SP}\(?$"
)
EVENT_BEFORE = re.compile(rf"(?:^|\W){_CLITIC}(?:ال)?{any_of(w.YEAR_EVENTS)}{SP}\(?$")
DATE_BEFORE = re.compile(rf"(?:^|\W)[وف]?(?:{any_of(w.DATE_WORDS)}|(?:يوم{SP})?{_WEEKDAY}){GAP}{COMMA}?{GAP}\(?(?:ل)?$")
MONTH_BEFORE = re.compile(rf"(?:^|\W)[وف]?{any_of(w.MONTH_WORDS)}{SP}$")
NUMBERED_BEFORE = re.compile(
    rf"(?i:(?:^|\W){_CLITIC}(?:ال|لل)?{any_of(w.NUMBERED)}\.?|(?:^|\W){_CLITIC}رقم{SP}[^\W\d]+){GAP}:?{GAP}$"
)
RECURRING_BEFORE = re.compile(rf"(?:^|\W)[وف]?{any_of(w.RECURRING)}{SP}(?:{_WEEKDAY}{GAP}{COMMA}?{GAP}و?{GAP}){{0,2}}$")
RECURRING_AFTER = re.compile(rf"{SP}من{SP}كل{SP}(?:عام|سنه){END}")
"""After a day of every year."""
CLAUSE = re.compile(r"[^.،؛:!؟?,;\n\"«»()]*$")
"""The part of a sentence that ends here."""
VERB = re.compile(
    rf"(?<!\w)(?:(?:(?P<not>{any_of(w.NOT_FUTURE)}){SP}(?:[^\W\d]+{SP}){{0,2}}?)?"
    rf"(?P<future>[وف]?(?!{any_of(w.NO_FUTURE)}{END})س[يتن][^\W\d]{{2,}}|[وف]?{any_of(w.FUTURE)})|[وف]?(?P<past>{any_of(w.PAST_VERBS)})){END}"
)
"""A verb that says whether what follows is gone or to come."""
TENSE = re.compile(
    rf"(?<!\w)(?:(?P<not>{any_of(w.NOT_FUTURE)}){SP}(?:[^\W\d]+{SP}){{0,2}}?(?:ل|ال)?{any_of(w.SCHEDULED)}"
    rf"|(?P<future>[وف]?(?!{any_of(w.NO_FUTURE)}{END})س[يتن][^\W\d]{{2,}}|[وفبل]?(?:ال)?{any_of(w.SCHEDULED)})"
    rf"|[وف]?(?P<past>{any_of(w.HAPPENED)})|[وف]?(?P<coming>{any_of(w.FUTURE)}|{any_of(w.GOING_ON)})|[وف]?(?P<reported>{any_of(w.SAID)})){END}"
)
"""A word that says of a day and month without a year whether it is gone or to come."""
UNTIL_BEFORE = re.compile(
    rf"(?:^|\W)[وف]?{any_of(w.UNTIL)}{SP}(?:{any_of('يوم|يومي|شهر|شهري|ليلة|نهاية|منتصف|بداية|مطلع|موفى|أواخر|أوائل')}{SP}){{0,2}}$"
)
SINCE_BEFORE = re.compile(
    rf"(?:^|\W)[وف]?منذ{SP}(?:{any_of('يوم|شهر|نهاية|منتصف|بداية|مطلع|موفى|أواخر|أوائل')}{SP}){{0,2}}$"
)
APPOINTED_AFTER = re.compile(rf"{SP}(?:القادم|المقبل|موعدا|كموعد|كمهله|كاخر|اخر{SP}اجل){END}")
NEXT_TO_DAY = re.compile(rf"{GAP}{COMMA}?{GAP}\(?{GAP}")
"""Between «غدا» and its date."""
_OFFICES = (
    "الأمين|المدير|القائد|المفتش|المدعي|المراقب|الرأي|النائب|المفوض|المنسق|السكرتير|المؤتمر|المجلس|الأمن|القطاع|العفو"
)
_GENERAL = "بشكل|بوجه|أمين|مدير|قائد|رأي|عفو|إضراب"
GENERAL_BEFORE = re.compile(rf"(?:^|\W){_CLITIC}{any_of(_GENERAL)}{SP}$")
"""Words whose «عام» means general."""
ADJECTIVE_BEFORE = re.compile(rf"(?:^|\W){_CLITIC}{any_of(f'{_GENERAL}|{_OFFICES}')}{SP}$")
"""Words whose «عام» and «العام» mean general: «الأمين العام الحالي»."""
TODAY_BEFORE = re.compile(rf"(?:(?:لاحق|سابق)(?:{SP}من)?|صباح|مساء|ظهر|عصر|فجر|ليل|ضحي|\(|من{SP}يوم){GAP}$")
NUMBERS_BEFORE = re.compile(rf"(?:^|\D)\d{{1,3}}{SP}(?:(?:و?الي|و?حتي|او|و){SP})$")
"""A number too small for a year, up to the one that follows: «من 24 إلى 2072»."""
MORE_THAN = re.compile(rf"(?:اكثر|اقل|ازيد|اعلي){SP}من{SP}$")
DAY_BEFORE = re.compile(rf"(?:^|\W)[وف]?(?:في|يوم|مساء|فجر|صباح|ليل|ليله|حتي|منذ|قبل|بعد|الي|من){SP}$")
PRAYER_BEFORE = re.compile(rf"(?:صلاه|خطبه|خطيب|امام|خطباء){SP}$")
DECADE_BEFORE = re.compile(rf"(?:^|\W)[وف]?(?:في|منذ|خلال|عقد|حقبه|فتره|جيل|طوال){SP}$")
PERSON_BEFORE = re.compile(rf"(?:رجل|شاب|امراه|سيده|مواطن|وهو|وهي|عجوز|مسن|شخص){SP}في{SP}$")
GLUED = re.compile(r"(?:^|\W)(?:[وفبلك]|ال|لل|وال|بال|فال|ول|وب|ولل)?$")
COUNTED_AFTER = re.compile(rf"{SP}{any_of(w.COUNTED)}{END}|{GAP}(?:%|٪|\$)|{SP}في{SP}(?:المئه|المائه){END}")
CHRONICLE = re.compile(rf"{GAP}(?:{DASH}|:){SP}(?=[^\W\d])")
"""What follows the year that begins a line of a chronicle: «1975 - بداية الحرب»."""
NUMBER_AFTER = re.compile(rf"(?:{GAP}{COMMA}?{GAP}و{GAP}|{GAP}{DASH}{GAP}|{SP}(?:الي|حتي|او){SP})\d")
WORD_AFTER = re.compile(r"[ \t\u00a0]{1,3}([^\W\d_]+)")
FUNCTION_WORD = re.compile(rf"(?:{any_of(w.FUNCTION_WORDS)})$|ال|و")
