"""Which words go with which number in a language, as the header of a gettext catalogue says it: `Plural-Forms`.

The rules are those that the manual of GNU gettext lists under “Plural forms”
(https://www.gnu.org/software/gettext/manual/html_node/Plural-forms.html); Chinese, which it leaves out, has one form in
Unicode's “Language Plural Rules” (https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html).
"""

from __future__ import annotations

import re

ENGLISH = "nplurals=2; plural=(n != 1);"

_ONE = "nplurals=1; plural=0;"
_SLAVIC = "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"

_RULES = {
    **dict.fromkeys(("ja", "ko", "th", "vi", "zh"), _ONE),
    **dict.fromkeys(
        (
            "bg", "da", "de", "el", "en", "eo", "es", "et", "fi", "fo", "he", "hu", "id", "it", "nb", "nl", "nn", "no",
            "pt", "sv", "tr",
        ),
        ENGLISH,
    ),
    **dict.fromkeys(("fr", "pt_BR"), "nplurals=2; plural=(n > 1);"),
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "ga": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    **dict.fromkeys(
        ("be", "hr", "ru", "sr", "uk"),
        f"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : {_SLAVIC});",
    ),
    **dict.fromkeys(("cs", "sk"), "nplurals=3; plural=(n==1 ? 0 : (n>=2 && n<=4) ? 1 : 2);"),
    "pl": f"nplurals=3; plural=(n==1 ? 0 : {_SLAVIC});",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    ),
}  # fmt: skip


def plural_rule(language: str) -> str | None:
    """The rule of a language, written as in `pt_BR`; None if it is not known here."""
    return _RULES.get(language) or _RULES.get(language.partition("_")[0])


def forms_in(rule: str) -> int:
    """How many forms a rule tells apart."""
    found = re.search(r"nplurals\s*=\s*(\d)", rule)
    return int(found[1]) if found else 2
