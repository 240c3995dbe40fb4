"""Words of several languages around a formula, by what they say: the sense, that rows follow, or nothing.

Words that stand together are one phrase: "unter der Nebenbedingung", "la valeur minimale de la fonction".
"""

from __future__ import annotations

import re

from duality.language.habits.habit import Habit

_MIN = (
    r"minimi[sz](?:e[drsz]?|ing|ar|ando|zare|zando|za|a)|minimier(?:e|en|t|ung)|minim(?:al|ale|um|o|a|ice)|mín(?:im[oa])?|"
    r"lagrangian|lagrangefunktion|lagrangien|kleinste[nrs]?|smallest|least|lowest|cheapest"
)
_MAX = (
    r"maximi[sz](?:e[drsz]?|ing|ar|ando|zare|zando|za|a)|massimi(?:zzare|zzando|zza)|maximier(?:e|en|t|ung)|"
    r"maxim(?:al|ale|um|o|a|ice)|máx(?:im[oa])?|massim[oa]|größte[nrs]?|largest|greatest|highest"
)
_ROWS = (
    r"s\.\s?t\.?|subject|unter|(?:neben)?bedingung(?:en)?|restriktion(?:en)?|so\s*,?\s*dass|dass|sodass|wobei|mit|bei|falls|wenn|für|u\.\s*d\.\s*n(?:b|eb)?\b\.?|"
    r"u\.\s*b\.\s*v\.?|s\.\s*d\.|nb|sous|contraintes?|tel(?:le)?s?|tal(?:es)?|avec|pour|si|s\.\s*c\.?|s\.\s*[àa]\.?|t\.\s*q\.?|constraints?|conditions?|restrictions?|"
    r"sujet[oa]\s+a|sujeit[oa]\s+a|soggett[oa]\s+a|restricci(?:ón|ones)|restriç(?:ão|ões)|condici(?:ón|ones)|vincol[oi]|condizion[ei]|"
    r"cuando|con|com|donde|where|when|with(?!\s+respect)|provided|given|under|satisfying|over|on|auf|sur"
)
_NOTHING = (
    r"the|of|to|that|want|circle|sphere|kreis|cercle|círculo|following|function|objective|value|whats?|what's|is|find|compute|determine|calculate|solve|please|problem|"
    r"le|la|les|de|du|des|que|chercher|trouver|calculer|déterminer|fonction|valeur|suivantes?|"
    r"der|die|das|dem|den|des|von|funktion|wert|bestimme[n]?|berechne[n]?|finde[n]?|gesucht|man|es|gilt|"
    r"el|los|las|una?|función|valor|hallar|encontrar|calcular|determinar|encuentre|siguientes?|"
    r"il|lo|gli|della|del|di|funzione|valore|trovare|calcolare"
)
_WORD = rf"(?:{_MIN}|{_MAX}|{_ROWS}|{_NOTHING})(?![\w(\[^*])(?!\s*[<>=≤≥^*/])"
_PHRASE = re.compile(rf"(?i)(?<![\w.])(?<![-+*/^(=<>≤≥]\s)(?<![-+*/^(=<>≤≥]){_WORD}(?:\s*,?\s*{_WORD})*\s*:?(?!\w)")
_SENSES = (("min", re.compile(rf"(?i)\b(?:{_MIN})")), ("max", re.compile(rf"(?i)\b(?:{_MAX})")))
_SAYS_ROWS = re.compile(rf"(?i)(?<![\w.])(?:{_ROWS})(?!\w)")
_OWN = re.compile(r"(?i)\s*(?:(?:min|max)(?:imi[sz]e)?|s\.\s?t\.?|subject\s+to|such\s+that)\s*:?\s*")
"""What the language says itself."""
_BEFORE_ROWS = re.compile(r"(?i)bedingung|constr|contraint|restri|vincol|condi[zc]ion|such|su[gj]|sogg|\.|:")
"""What rows on the next lines follow."""
_ROW = re.compile(r"[<>=≤≥]|\bin\b|∈|\bdans\b")


def _meant(match: re.Match[str]) -> str:
    if _OWN.fullmatch(match[0]):
        return match[0]
    phrase, behind = match[0], match.string[match.end() :]
    for sense, words in _SENSES:
        if found := words.search(phrase):
            return f" {found[0] if _OWN.fullmatch(found[0]) else sense} "
    if not match.string[: match.start()].strip(" ,;:"):
        return "s.t. " if _SAYS_ROWS.search(phrase) and not behind.strip() else ""
    rows = _SAYS_ROWS.search(phrase)
    if (
        rows
        and (_ROW.search(behind) if behind.strip() else _BEFORE_ROWS.search(phrase))
        and not re.search(r"(?i)\bs\.t\.", match.string[: match.start()])
    ):
        return " s.t. "
    return " " if not behind.strip() and not rows else match[0]


def _in_chinese(match: re.Match[str]) -> str:
    """What a run of Chinese words says."""
    words = match[0]
    if re.search("[最极](?:小|低)", words):
        return " min "
    if re.search("[最极](?:大|高)", words):
        return " max "
    return " s.t. " if re.search("约束|满足|条件|限制|其中|使", words) else " "


LEXICON = (
    Habit(
        re.compile(r"(?i)^\s*i\s+(?=want|would|need)"),
        "words around a formula are not read",
        "",
    ),
    Habit(_PHRASE, "words around a formula are not read", _meant),
    Habit(
        re.compile(r"(?<=\w)\s+(?:dans|en|aus|nel|im)\s+(?:l['\u2019]intervalle\s+|Intervall\s+)?(?=[\[{(])"),
        "what lies in a set is said by 'in'",
        " in ",
    ),
    Habit(re.compile("[\u4e00-\u9fff]+\\s*[:\uff1a]?"), "words around a formula are not read", _in_chinese),
)
