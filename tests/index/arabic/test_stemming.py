"""Stems: what meets, what stays apart, and that nothing but the word decides."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.arabic.chain import CHAIN_ID, forms
from fihrist.index.arabic.folding import fold
from fihrist.index.arabic.stemming import stem

ARABIC_WORD = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءؤئ", min_size=1, max_size=12)


WHOLE_NAMES = """
بشار لبنان بغداد واشنطن بوتين سليماني كوباني داريا بنغازي بلينكن ليفني كيري فالنسيا باريشا بورقيبة لافروف
كلاوس ليلى فؤاد سيناء وهران برلين لندن كابول بيروت تكريت سنجار كركوك فرنسا وليد كريم
"""


def stem_of(word: str) -> str:
    return forms(word)[2]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("مقاتل مقاتلون مقاتلي المقاتلين مقاتلين ومقاتلين للمقاتلين", id="masculine plural, all cases"),
        pytest.param("غارة الغارة غارات بغارات والغارات غاراتها غارتين", id="feminine plural, dual, pronoun"),
        pytest.param("هجوم هجوما الهجوم بهجوم والهجوم هجومهم", id="accusative and pronoun"),
        pytest.param("داعش لداعش وداعش بداعش ولداعش", id="a name behind clitics"),
        pytest.param("العراق عراق بالعراق للعراق والعراق", id="a name with the article"),
        pytest.param("الموصل بالموصل للموصل والموصل", id="a name whose letters look like clitics"),
        pytest.param("اللاذقية باللاذقية للاذقية", id="a name that begins with lam, behind li"),
        pytest.param("سوري السورية السوريين سوريون السوريات", id="relation"),
        pytest.param("مدرسة مدرسه المدرسة", id="teh marbuta typed as heh"),
        pytest.param("أعلن اعلن وأعلن أعلنت أعلنوا", id="verb, past"),
        pytest.param("لجنة للجنة واللجنة", id="li before a word that begins with lam"),
        pytest.param("قوة قوات القوات وقوات", id="a plural of two letters"),
        pytest.param("على وعلى", id="conjunction before a preposition"),
        pytest.param("وزير الوزير ووزير", id="a word that opens like a clitic"),
        pytest.param("هجوم الهجوم الهجمات وبهجماتهم هجومين", id="a plural of another shape, clitics and a pronoun"),
        pytest.param("قائد قادة قادته القادة", id="broken plural and pronoun"),
        pytest.param("مدينة المدن لمدنها مدينتي", id="broken plural of three letters"),
        pytest.param("عضو أعضاء أعضائها أعضاؤه", id="hamza on its carrier"),
        pytest.param("قتيل قتلى قتلاهم", id="alef maksura before a pronoun"),
        pytest.param("قتل يقتل تقتل قتلت قتلوا سيقتل يقتلون قتلته", id="verb, sound"),
        pytest.param("أشار أشارت يشير تشير وأشار أشرنا", id="verb, hollow"),
        pytest.param("أعطى أعطت أعطوا يعطي يعطون أعطاه", id="verb, defective"),
        pytest.param("وصل وصلت يصل تصل ستصل", id="verb, assimilated"),
        pytest.param("محام المحامي محامون محامين", id="participle that ends in yeh"),
        pytest.param("لأزمة الأزمات أزمة", id="hamza shows where the word begins"),
        pytest.param("القوى قوة قوات", id="a plural only with the article"),
        pytest.param("عشرون عشرين والعشرين", id="tens"),
        pytest.param("بيان بيانات البيان", id="a word that opens and closes like affixes"),
        pytest.param("وفاق الوفاق لوفاق", id="a first letter that stands behind the article is no clitic"),
        pytest.param("شن وشن فشن تشن", id="wa- and fa- before a verb of two letters"),
        pytest.param("انفجار انفجاران انفجارين", id="dual in -an"),
        pytest.param("تدخل تدخلا التدخل", id="accusative of a verbal noun in teh"),
        pytest.param("أكد نؤكد سنؤكد ونؤكد", id="first person plural"),
        pytest.param("عاد تعود وتعود ستعود", id="a feminine imperfect that looks like a past tense in teh"),
        pytest.param("اتفق يتفق يتفقون", id="imperfect of a verb whose first letter is weak"),
        pytest.param("اعتدى يعتدون اعتدوا", id="a weak last letter before a plural"),
        pytest.param("دعا دعت ودعت", id="the verb behind the conjunction is the more frequent one"),
        pytest.param("تنظيم لتنظيمات بتنظيمات", id="a clitic and an ending"),
        pytest.param("جبهة وجبهات", id="no plural is put onto teh marbuta"),
        pytest.param("خلاف خلافات الخلافات", id="verbal noun in the plural beside a noun in teh marbuta"),
        pytest.param("احتياج احتياجات الاحتياجات", id="verbal noun that the lexicon has in the plural alone"),
        pytest.param("توجيه توجيهها وتوجيهه", id="pronoun behind a heh of the root"),
        pytest.param("شقيقة شقيقتها شقيقته", id="feminine of a person and pronoun"),
        pytest.param("يوم اليوم أيام", id="today and day"),
    ],
)
def test_forms_of_a_word_meet(words: str) -> None:
    assert len({stem_of(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("حسن", "حسين", id="two given names"),
        pytest.param("حلب", "محلب", id="a town and a surname"),
        pytest.param("الرقة", "ورقة", id="a town and a sheet"),
        pytest.param("سوريا", "سوري", id="the country and its people"),
        pytest.param("سوري", "سور", id="relation and wall"),
        pytest.param("لبنان", "لبن", id="Lebanon and milk"),
        pytest.param("البغدادي", "بغداد", id="a surname and its town"),
        pytest.param("حماة", "حماية", id="a town and protection"),
        pytest.param("عملية", "عملة", id="operation and currency"),
        pytest.param("عراق", "عرق", id="Iraq and ethnicity"),
        pytest.param("كريم", "ريم", id="two given names, one inside the other"),
        pytest.param("اتفاق", "اتفاقية", id="agreement and treaty"),
        pytest.param("علي", "فعلي", id="a name and an adjective"),
        pytest.param("قائد", "قاعدة", id="commander and base"),
        pytest.param("القائم", "قائمة", id="a town and a list"),
        pytest.param("إعلام", "أفلام", id="verbal noun and plural of one shape"),
        pytest.param("القوى", "القوية", id="powers and strong"),
        pytest.param("تأمين", "تام", id="hamza inside the word"),
        pytest.param("حكمة", "حكم", id="wisdom and judgement"),
        pytest.param("حوالي", "حالي", id="about and present"),
        pytest.param("الغاز", "لغز", id="gas and riddle"),
        pytest.param("مدنيين", "مدن", id="civilians and towns"),
        pytest.param("عشرين", "عشر", id="twenty and ten"),
        pytest.param("فقد", "قد", id="a verb and a particle"),
        pytest.param("خلافات", "خلافة", id="disputes and caliphate"),
        pytest.param("كرد", "رد", id="Kurds and answer"),
        pytest.param("أسر", "أسرة", id="capture and family"),
        pytest.param("سليمان", "سليم", id="a name that ends like a dual"),
        pytest.param("نصيب", "أصاب", id="share and hit"),
    ],
)
def test_different_words_stay_apart(first: str, second: str) -> None:
    assert stem_of(first) != stem_of(second)


@pytest.mark.parametrize(
    "word",
    [
        "التزام",
        "ألمانيا",
        "تعاون",
        "اشتباك",
        "باكستان",
        "وزير",
        "كتاب",
        "بلد",
        "لقاء",
        "وفد",
        "وضع",
        "ورد",
        "وقف",
        "فتح",
        "فقد",
        "فرد",
        "وقت",
        "وطن",
    ],
)
def test_letters_of_a_root_stay(word: str) -> None:
    assert stem_of(word) == fold(word)


@pytest.mark.parametrize("name", WHOLE_NAMES.split())
def test_letters_of_a_name_stay(name: str) -> None:
    assert stem_of(name) == fold(name)


@pytest.mark.parametrize("word", ["isis", "42500", "sy24", "في", "ا", "شخ", "", "ш", "ا" * 100])
def test_what_is_no_inflected_arabic_word_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@given(ARABIC_WORD)
def test_a_stem_is_never_empty_and_in_search_form(word: str) -> None:
    found = stem(word)
    assert found
    assert fold(found) == found


@given(ARABIC_WORD)
def test_every_spelling_has_the_stem_of_its_norm(word: str) -> None:
    vowelled = "".join(letter + "َ" for letter in word)
    for spelling in (word, vowelled, word.replace("ا", "أ"), "ـ".join(word)):
        exact, norm, found = forms(spelling)
        assert norm == word
        assert found == stem(word)
        assert forms(exact) == (exact, norm, found)


SAMPLE = (
    "المقاتلون لبنان السورية بلينكن وداعش للجنة قوات مستشفياتها فسيعلنون ومؤسساتهم البوكمال كتائبهم سيارتين وبالعراق"
)


def test_another_process_with_another_hash_seed_gives_the_same_stems() -> None:
    program = (
        "import hashlib, sys; from fihrist.index.arabic.chain import CHAIN_ID, forms\n"
        "from fihrist.index.arabic.lexicon import lexicon\n"
        "stems = ' '.join(forms(w)[2] for w in sorted(lexicon().counts)[::9])\n"
        "digest = hashlib.sha256(stems.encode()).hexdigest()\n"
        "sys.stdout.buffer.write(' '.join([CHAIN_ID, digest, *(forms(w)[2] for w in sys.argv[1].split())]).encode())"
    )
    answers = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-P", "-c", program, SAMPLE]
        done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        answers.add(done.stdout.decode())
    (answer,) = answers
    assert answer.split()[0] == CHAIN_ID
    assert answer.split()[2:] == [stem_of(word) for word in SAMPLE.split()]


def test_threads_give_the_same_stems() -> None:
    words = [
        f"{opening}{word}{ending}"
        for word in SAMPLE.split()
        for opening in ("", "و", "ال")
        for ending in ("", "ات", "ين")
    ]
    expected = [stem(fold(word)) for word in words]
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: [stem(fold(word)) for word in words], range(32)):
            assert found == expected
