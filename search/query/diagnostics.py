"""What to tell the author of a query, in English and Arabic: each message says what is the case and what to do."""

from __future__ import annotations

from typing import Final

from fihrist.search.query.tree import Diagnostic, Severity

MAX_DIAGNOSTICS: Final = 20
"""Further ones of the same query are left out."""
_ALWAYS: Final = ("nothing-left", "too-deep")
"""Kinds that say why an answer is not what was asked for; another one makes room for them."""
_SHOWN: Final = 40
"""Characters of the query that a message repeats."""

MESSAGES: Final[dict[str, tuple[Severity, str, str]]] = {
    "unbalanced-quote": (
        Severity.WARNING,
        "This quotation mark is never closed; all that follows was taken as one phrase. Close it where the phrase ends.",
        "علامة الاقتباس هذه غير مغلقة، فعُدّ كل ما بعدها عبارة واحدة. أغلقها حيث تنتهي العبارة.",
    ),
    "unbalanced-parenthesis": (
        Severity.WARNING,
        "This parenthesis has no partner and was completed or left out. Add the missing one or delete it.",
        "هذا القوس بلا مقابل فأُكمل أو أُهمل. أضف القوس الناقص أو احذفه.",
    ),
    "unknown-field": (
        Severity.WARNING,
        (
            "“{text}” is not a field; it was searched for as words. Fields are title, body, source, entity, person, org, "
            "place, published, mentioned, lang, root. Put the text in quotation marks to search for it as it stands."
        ),
        (
            "«{text}» ليس حقلا، فبُحث عنه ككلمات. الحقول هي عنوان ومتن ومصدر وكيان وشخص ومنظمة ومكان وتاريخ وذكر ولغة وجذر. "
            "ضع النص بين علامتي اقتباس للبحث عنه كما هو."
        ),
    ),
    "empty-field": (
        Severity.WARNING,
        "The field “{text}” has no value and was left out. Write one directly after the colon.",
        "الحقل «{text}» بلا قيمة فأُهمل. اكتب قيمته بعد النقطتين مباشرة.",
    ),
    "bad-date": (
        Severity.WARNING,
        (
            "“{text}” is no date with a year; what else is asked was searched without it. Write 2014, 2014-06, 2014-06-10, "
            '2014-06..2014-08, "10 حزيران 2014" or undated.'
        ),
        (
            "«{text}» ليس تاريخا ذا سنة، فبُحث عن باقي الاستعلام دونه. اكتب 2014 أو 2014-06 أو 2014-06-10 أو 2014-06..2014-08 أو "
            '"10 حزيران 2014" أو غير_مؤرخ.'
        ),
    ),
    "impossible-date": (
        Severity.WARNING,
        "There is no “{text}” in the calendar; what else is asked was searched without it. Correct the day or the month.",
        "لا وجود لـ«{text}» في التقويم، فبُحث عن باقي الاستعلام دونه. صحح اليوم أو الشهر.",
    ),
    "ambiguous-date": (
        Severity.WARNING,
        "“{text}” can be two days; what else is asked was searched without it. Write the year first: 2014-06-10.",
        "«{text}» تحتمل يومين، فبُحث عن باقي الاستعلام دونها. اكتب السنة أولا: 2014-06-10.",
    ),
    "empty-range": (
        Severity.NOTE,
        "No day lies between the ends of “{text}”: braces leave both out. Write [ and ] to take them in.",
        "لا يوم بين طرفي «{text}»: القوسان { } يستبعدان الطرفين. اكتب [ و ] لإدخالهما.",
    ),
    "nothing-left": (
        Severity.WARNING,
        "“{text}” holds nothing that can be searched for, so nothing was found. Write a word, or * for all articles.",
        "ليس في «{text}» ما يُبحث عنه فلم يُعثر على شيء. اكتب كلمة، أو * لكل المواد.",
    ),
    "minus-apart": (
        Severity.WARNING,
        "The “{text}” with a blank behind it was left out and excludes nothing. Write it directly before a word.",
        "أُهملت «{text}» لأن بعدها فراغا، فلا تستبعد شيئا. اكتبها قبل الكلمة مباشرة.",
    ),
    "minus-inside": (
        Severity.NOTE,
        "“{text}” behind the field was read as an exclusion. Write the minus before the field, or the name in quotation marks.",
        "عُدّت «{text}» بعد اسم الحقل استبعادا. اكتب علامة الناقص قبل الحقل، أو ضع الاسم بين علامتي اقتباس.",
    ),
    "name-group": (
        Severity.NOTE,
        "“{text}” was read as one name. Put AND or OR between several names, or the one name in quotation marks.",
        "قُرئ «{text}» اسما واحدا. ضع AND أو OR بين الأسماء إن تعددت، أو ضع الاسم الواحد بين علامتي اقتباس.",
    ),
    "misplaced-operator": (
        Severity.WARNING,
        (
            "The operator “{text}” has nothing to connect here and was left out. Put words on its sides, or put it in "
            "quotation marks to search for it."
        ),
        "العامل «{text}» لا يصل هنا بين شيئين فأُهمل. ضع كلمات حوله، أو ضعه بين علامتي اقتباس للبحث عنه.",
    ),
    "plus": (
        Severity.WARNING,
        "The sign “{text}” stands before nothing and asks for nothing. Put it before a word, or leave it out.",
        "العلامة «{text}» لا تسبق شيئا ولا تطلب شيئا. ضعها قبل كلمة أو احذفها.",
    ),
    "empty-group": (
        Severity.WARNING,
        "There is nothing between these parentheses, so nothing was asked for. Put words between them.",
        "لا شيء بين هذين القوسين فلم يُطلب شيء. ضع بينهما كلمات.",
    ),
    "dash": (
        Severity.NOTE,
        "“{text}” before a word was read as a minus: articles with it are left out. Put a blank behind it otherwise.",
        "عُدّت «{text}» قبل الكلمة علامة ناقص: تُستبعد المواد التي فيها الكلمة. إن لم تقصد ذلك فاترك فراغا بعدها.",
    ),
    "small-operator": (
        Severity.NOTE,
        "“{text}” was searched for as a word. Operators are in capitals: write {capitals}.",
        "بُحث عن «{text}» ككلمة. العوامل بالأحرف الكبيرة: اكتب {capitals}.",
    ),
    "hijri-year": (
        Severity.NOTE,
        '“{text}” was read in the Gregorian calendar. A Hijri year takes هـ and quotation marks: "1435 هـ".',
        'قُرئ «{text}» بالتقويم الميلادي. السنة الهجرية تُكتب مع هـ وبين علامتي اقتباس: "1435 هـ".',
    ),
    "reversed-range": (
        Severity.NOTE,
        "“{text}” ends before it begins; it was searched for with its ends exchanged.",
        "«{text}» ينتهي قبل أن يبدأ، فبُحث عنه بعد تبديل طرفيه.",
    ),
    "slop": (
        Severity.NOTE,
        "Words can be at most {text} apart; the number after ~ was lowered to that.",
        "لا يزيد التباعد بين الكلمات على {text}، فخُفض العدد بعد ~ إليه.",
    ),
    "standing-waw": (
        Severity.NOTE,
        "A standing و was left out: all words have to match anyway.",
        "أُهملت الواو المنفردة: كل الكلمات مطلوبة أصلا.",
    ),
    "mixed-operators": (
        Severity.NOTE,
        "OR joins only its two neighbours; everything else has to match too. Use parentheses to group differently.",
        "تجمع «أو» جارتيها فقط، وكل ما عداهما مطلوب أيضا. استعمل الأقواس لتجميع آخر.",
    ),
    "no-word": (
        Severity.WARNING,
        "“{text}” holds no letter or digit and was left out. Write a word.",
        "لا حرف ولا رقم في «{text}» فأُهمل. اكتب كلمة.",
    ),
    "wildcard-letters": (
        Severity.WARNING,
        (
            "“{text}” was searched for as a plain word: a pattern that begins with * or ? needs at least 3 letters, and none "
            "may be longer than 100. Add letters, or put the * behind the word."
        ),
        (
            "بُحث عن «{text}» ككلمة عادية: النمط الذي يبدأ بعلامة * أو ؟ يحتاج إلى 3 أحرف على الأقل، ولا يزيد أي نمط على 100. "
            "أضف أحرفا أو ضع * بعد الكلمة."
        ),
    ),
    "wildcard-in-quotes": (
        Severity.WARNING,
        (
            "The * in “{text}” was left out: it has no meaning in quotation marks and names. Write the word with * outside "
            "of them."
        ),
        "أُهملت علامة * في «{text}»: لا معنى لها بين علامتي الاقتباس وفي الأسماء. اكتب الكلمة مع * خارجها.",
    ),
    "question-ended": (
        Severity.NOTE,
        "The question mark in “{text}” was read as the end of a question. Write * behind the word to search for its beginning.",
        "عُدّت علامة الاستفهام في «{text}» نهاية سؤال. اكتب * بعد الكلمة للبحث عما يبدأ بها.",
    ),
    "question-mark": (
        Severity.NOTE,
        "The question mark in “{text}” stands for any one letter. Put a blank behind it if it ends a question.",
        "علامة الاستفهام في «{text}» تقوم مقام حرف واحد أيا كان. إن كانت نهاية سؤال فاترك فراغا بعدها.",
    ),
    "fuzzy-short": (
        Severity.WARNING,
        (
            "“{text}” is too short for that many edits, fewer were allowed: words of 3 or 4 letters take one, of 5 two. Write "
            "the word without ~ or use *."
        ),
        (
            "«{text}» أقصر من أن تحتمل هذا العدد من الفروق، فسُمح بأقل منه: الكلمة من 3 أو 4 أحرف تحتمل واحدا ومن 5 اثنين. "
            "اكتب الكلمة دون ~ أو استعمل *."
        ),
    ),
    "fuzzy-distance": (
        Severity.WARNING,
        "Words can be 1 or 2 edits apart, so the number in “{text}” was changed. Write ~1 or ~2.",
        "الفروق بين الكلمتين واحد أو اثنان، فغُيّر العدد في «{text}». اكتب ~1 أو ~2.",
    ),
    "fuzzy-place": (
        Severity.WARNING,
        "The ~ in “{text}” was left out. Put it directly behind one plain word, or behind the closing quotation mark.",
        "أُهملت علامة ~ في «{text}». ضعها بعد كلمة واحدة عادية مباشرة، أو بعد علامة الاقتباس الأخيرة.",
    ),
    "too-many-patterns": (
        Severity.WARNING,
        (
            "“{text}” was searched for as a plain word: a query holds at most 20 words with *, ? or ~ and roots. Split it "
            "into several queries."
        ),
        "بُحث عن «{text}» ككلمة عادية: أقصى ما في الاستعلام 20 كلمة معها * أو ؟ أو ~ أو جذر. قسّمه إلى استعلامات عدة.",
    ),
    "root": (
        Severity.NOTE,
        (
            "All words that seem to share the root of “{text}” are found, some of which have nothing to do with it. "
            "Write the word alone to find only its own forms."
        ),
        "يُعثر على كل كلمة تبدو من جذر «{text}»، وقد لا تمت إليه بصلة. اكتب الكلمة وحدها للعثور على صيغها فقط.",
    ),
    "unknown-language": (
        Severity.WARNING,
        "“{text}” is no language that is told apart; what else is asked was searched without it. Write ar, en, fr, fa, ur or und.",
        "«{text}» ليست لغة مميزة هنا، فبُحث عن باقي الاستعلام دونها. اكتب ar أو en أو fr أو fa أو ur أو und.",
    ),
    "slop-missing": (
        Severity.WARNING,
        "The ~ has no number, so the words were searched for side by side. Write how many others may stand between: ~5.",
        "لا عدد بعد ~ فبُحث عن الكلمات متجاورة. اكتب كم كلمة قد تفصل بينها: ~5.",
    ),
    "bad-boost": (
        Severity.WARNING,
        "“{text}” is no factor and was left out. Write a number above 0 directly behind a word, phrase or group: ^2, ^0.5.",
        "«{text}» ليس معاملا فأُهمل. اكتب عددا أكبر من 0 بعد الكلمة أو العبارة أو القوس مباشرة: ^2 أو ^0.5.",
    ),
    "boost-bound": (
        Severity.NOTE,
        "The factor “{text}” was brought within its bounds. Write one from 0.001 to 100.",
        "رُدّ المعامل «{text}» إلى حدوده. اكتب عددا من 0.001 إلى 100.",
    ),
    "boost-unscored": (
        Severity.NOTE,
        "The factor “{text}” was left out: names, dates and exclusions add nothing to the score. Put it behind a word.",
        "أُهمل المعامل «{text}»: الأسماء والتواريخ والاستبعاد لا تزيد الدرجة. ضعه بعد كلمة.",
    ),
    "exact-phrase": (
        Severity.NOTE,
        "The words have to stand side by side in any spelling, and each has to occur somewhere as it is spelt here.",
        "يجب أن تتجاور الكلمات بأي إملاء، وأن ترد كل منها في موضع ما بإملائها هنا.",
    ),
    "too-long": (
        Severity.WARNING,
        (
            "The query is too long; only its first {text} characters were used. A query holds at most 10,000 characters or "
            "1,000 parts; split it into several."
        ),
        (
            "الاستعلام طويل جدا، فاستُعمل منه أول {text} حرف. أقصى الاستعلام 10,000 حرف أو 1,000 جزء، فقسّمه إلى استعلامات عدة."
        ),
    ),
    "too-deep": (
        Severity.WARNING,
        "The query is nested too deeply; what lies deeper was simplified. Use fewer parentheses.",
        "تداخل الأقواس عميق جدا فبُسّط ما زاد عمقه. استعمل أقواسا أقل.",
    ),
}
"""Kind → severity, English, Arabic."""


class Diagnostics:
    """The messages about one query, collected while it is parsed."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int], Diagnostic] = {}

    def add(self, kind: str, start: int, end: int, text: str = "") -> None:
        """Note a message of `MESSAGES` about characters `start` to `end`; `text` is what it repeats."""
        if len(self._found) >= MAX_DIAGNOSTICS:
            if kind not in _ALWAYS:
                return
            self._found.popitem()
        severity, english, arabic = MESSAGES[kind]
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        self._found[kind, start, end] = Diagnostic(
            kind, severity, start, end, _filled(english, shown), _filled(arabic, shown)
        )

    def all(self) -> tuple[Diagnostic, ...]:
        """The messages in the order of the query."""
        return tuple(sorted(self._found.values(), key=lambda found: (found.start, found.end)))


def _filled(message: str, text: str) -> str:
    return message.replace("{capitals}", text.upper()).replace("{text}", text)
