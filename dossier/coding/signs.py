"""Finds the words of a text that a claim can rest on: dates, sums, ranks, “only”, agreements, positions, names.

The rules are lists of words of English news prose; they know no country and no subject.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from dossier.corpus.quotes import find_marks

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.|Feb\\.|Mar\\.|Apr\\.|Jun\\.|Jul\\.|Aug\\.|Sept?\\.|Oct\\.|Nov\\.|Dec\\."
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SPELT = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
_ORDINALS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\\d+(?:st|nd|rd|th)"
_SUPERLATIVES = (
    "largest|biggest|greatest|highest|lowest|smallest|closest|strongest|weakest|longest|shortest|oldest|newest"
    "|youngest|richest|poorest|fastest|slowest|earliest|latest|best|worst|nearest|deepest|heaviest"
)
_NUMBER = r"\d+(?:[.,]\d+)*"
_PERIODS = "days?|weeks?|months?|years?|decades?|century|centuries|quarters?"
_MAGNITUDES = "thousand|million|billion|trillion|[mb]n"
_MEASURES = (
    "per ?cent|percent|percentage points?|tons?|tonnes?|barrels?|km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|hectares?"
    "|acres?|cubic|litres?|gallons?|megawatts?|kilowatts?|[MGk]Wh?|dollars?|euros?|pounds?|crowns?|cents?|times"
)

RULES: dict[str, str] = {
    "date": (
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTHS})(?! be\b)(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,? \d{{4}})?"
        r"|(?<![\d.,$€£])\b(?:1[5-9]|20)\d\d(?:s|[-–]\d{2,4})?\b(?![.,]\d)"
        rf"|\b(?:{_DAYS})\b"
        r"|(?i:\b(?:last|past|next|this|coming|recent|following|previous|same|few|several"
        rf"|{_SPELT}|\d+) (?:{_PERIODS})\b)"
        r"|(?i:\b(?:yesterday|tomorrow|today|recent(?:ly)?|nowadays|since|ago|until|by the end of|anniversar(?:y|ies)"
        r"|(?:in|near|foreseeable) (?:the )?future|the beginning of|deadline|eve of)\b)"
    ),
    "amount": (
        rf"(?:US|C|A)?[$€£¥₹] ?{_NUMBER}(?:[ -]?(?:{_MAGNITUDES})\b)?"
        rf"|(?:\b(?:{_SPELT}|one)|{_NUMBER})[ -](?:{_MAGNITUDES}|{_MEASURES})\b(?: (?:{_MEASURES})\b)?"
        rf"|{_NUMBER} ?%"
        r"|(?i:\b(?:doubl|tripl|quadrupl|halv)(?:e|es|ed|ing)\b|\btwofold\b|\bworth\b|\bvalued\b)"
    ),
    "count": (
        rf"(?<![\w$€£.,-]){_NUMBER}(?![\w%-]|[.,]\d)"
        rf"|(?i:(?<!the )(?<!these )(?<!both )(?<!our )(?<!-)\b(?:{_SPELT})\b)"
        r"|(?i:\b(?:dozens?|several|numerous|a number of|number of|hundreds|thousands|millions|billions)\b"
        r"|\bone\b(?! (?:of|another|hand|side)\b))"
    ),
    "rank": (
        rf"(?i:\b(?:{_ORDINALS})\b|\b(?:{_SUPERLATIVES})\b|\btop \d+\b|\bleading\b|\bone of the\b|\bamong the\b"
        r"|\bmost (?!of\b|importantly\b|significantly\b|notably\b|likely\b)\w+)"
    ),
    "quoted": r"“[^”\n]{2,80}”|\"[^\"\n]{2,80}\"",
    "only": r"(?i:\b(?:only|sole|solely|alone|exclusive|exclusively|unique|every single|nothing but)\b)",
    "first": r"(?i:\b(?:first(?:ly)?|pioneer(?:s|ed|ing)?|inaugural|unprecedented)\b)",
    "none": (
        r"(?i:\b(?:no|not|none|never|neither|nor|nobody|nothing|without|cannot|lacks?|lacked|unless|except|absence"
        r"|fail(?:s|ed|ing)?|failure|refus(?:e|es|ed|al)|den(?:y|ies|ied))\b|n[’']t\b)"
    ),
    "agreement": (
        r"(?i:\b(?:agree(?:s|d|ing|ments?)?|sign(?:s|ed|ing)|signator(?:y|ies)|treat(?:y|ies)|accords?|pacts?|deals?"
        r"|contracts?|memorand(?:um|a)|mous?|protocols?|conventions?|ratif\w+|ceasefire|truce|allian\w+|settlements?"
        r"|arrangements?|charter)\b)"
    ),
    "vote": (
        r"(?i:\b(?:vot(?:e|es|ed|ing)|unanimous(?:ly)?|majority|ballots?|elections?|elected|referend(?:um|a)"
        r"|resolutions?|adopt(?:s|ed|ing|ion)?|pass(?:ed|es) (?:a|the|by)|veto(?:ed)?|abstain\w*|abstention)\b)"
    ),
    "position": (
        r"(?i:\b(?:support(?:s|ed|ing|ive)?|back(?:s|ed|ing)|condemn\w*|oppos(?:e|es|ed|ing|ition)|reject\w*"
        r"|recogni[sz]\w+|welcom(?:e|es|ed|ing)|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on|upon)"
        r"|demand(?:s|ed|ing)?|critici[sz]\w+|prais\w+|thank(?:s|ed|ing|ful)?|appreciat\w+|grat(?:eful|itude)|express\w*|declar\w+"
        r"|stances?|positions?|views?|vision|statements?|said|says|told|stated|stress\w*|emphasi[sz]\w+|noted|announc\w+"
        r"|reiterat\w+|reaffirm\w*|accus\w+|blam\w+|determin(?:ed|ation)|keen(?:ly)?|eager|desir\w+|wants?|wish(?:es)?"
        r"|seek(?:s|ing)?|sought|commit(?:ted|ments?)|pledg\w+|solidarity|sympath\w+|favou?r(?:s|ed|ing)?|interests?"
        r"|interested|consider(?:s|ed)|regard(?:s|ed)|believ\w+|concern(?:s|ed)?|polic(?:y|ies)|neutral\w*"
        r"|stand(?:s|ing)? (?:by|with|for))\b)"
    ),
    "deed": (
        r"(?i:\b(?:visit(?:s|ed|ing|ors?)?|delegations?|met|meet(?:s|ing|ings)?|summits?|talks|negotiat\w+|suppl(?:y|ies|ied"
        r"|iers?|ying)|deliver\w*|s[eo]ll(?:s|ing)?|sold|sales?|b[uo]y(?:s|ing)?|bought|purchas\w+|export\w*|import(?:s|ed"
        r"|ing|er|ers)|invest(?:s|ed|ing|ments?|ors?)?|train(?:s|ed|ing)|exercises?|drills?|launch\w*"
        r"|open(?:s|ed|ing)|establish\w*|found(?:s|ed|ing)|set(?:s|ting)? up|sen[dt](?:s|ing)?|arriv\w+|ceremon\w+"
        r"|host(?:s|ed|ing)?"
        r"|held|conven\w+|buil[dt](?:s|ing)?|construct\w+|grant(?:s|ed|ing)?|award\w*|won|secured?|offer(?:s|ed|ing)?"
        r"|provid(?:e|es|ed|ing)|funds?|funded|loans?|credits?|aid|assist\w*|exchang\w+|wars?|attack\w*"
        r"|invad\w+|invasion|occup(?:y|ies|ied|ation)|liberat\w+|withdr[ae]w\w*|resign\w*|appoint\w*|nominat\w+|independen(?:ce|t)|abolish\w*"
        r"|abolition|kill(?:s|ed|ings?)?|captur\w+|arrest\w*|join(?:s|ed|ing)|became|creat(?:e|es|ed|ing|ion)|produc(?:e|es"
        r"|ed|ing|tion|ers?)|manufactur\w+|conduct(?:s|ed|ing)?|participat\w+|carried out|took place|play(?:s|ed|ing)?"
        r"|sanction\w*|crisis|conflicts?|disputes?|threat\w*|flights?|manag(?:e|es|ed|ing)|use[sd]?|includ(?:e|es|ed|ing)"
        r"|serv(?:e|es|ed|ing)|mark(?:s|ed|ing)|celebrat\w+|controll?(?:s|ed|ing)?|allow(?:s|ed|ing)?|connect\w*"
        r"|link(?:s|ed|ing)?|focus(?:es|ed|ing)?|prevent\w*|help(?:s|ed|ing)?|work(?:s|ed|ing)?|influenc\w+)\b)"
    ),
    "plan": (
        r"(?:\b(?:may|might)\b)|(?i:\b(?:will|would|could|can|should|must|shall|plan(?:s|ned|ning)?|intend\w*|intention\w*"
        r"|propos\w+|expect\w*|potential(?:ly)?|possib\w+|discuss\w*|prospect\w*|initiatives?|project(?:s|ed)?|aim(?:s|ed"
        r"|ing)?|hop(?:e|es|ed|ing)|promis\w+|opportunit\w+|likely|soon|feasib\w+|viab\w+|depend(?:s|ed|ing|ent)?"
        r"|need(?:s|ed|ing)?|require\w*|ready|willing\w*|goals?|strateg(?:y|ies)|trying|future)\b)"
    ),
    "change": (
        r"(?i:\b(?:gr[oe]w(?:s|n|ing|th)?|ris(?:e|es|en|ing)|rose|increas\w+|declin\w+|fell|drop(?:s|ped)?|expan\w+|decreas\w+"
        r"|boost\w*|strengthen\w*|deepen\w*|reduc\w+|escalat\w+|improv\w+|enhanc\w+|worsen\w*|develop(?:s|ed|ing|ments?)?"
        r"|chang(?:e|es|ed|ing)|began|begin(?:s|ning)?|start(?:s|ed|ing)?|end(?:s|ed|ing)|continu\w+|remain(?:s|ed)?"
        r"|extend\w*|upgrad\w+|emerg\w+|momentum|shift\w*|transform\w*)\b)"
    ),
    "comparison": (
        r"(?i:\b(?:more|less|fewer|better|worse|larger|smaller|higher|lower|closer|stronger|weaker|greater|similar\w*"
        r"|like-minded|compar\w+|than|unlike|instead of|rather|important|importance|significan(?:t|ce)|major"
        r"|main(?:ly)?|key|crucial|shortages?|rich|strong|large|huge|big|long|enough|equal\w*|high|close|vital)\b)"
    ),
    "ties": (
        r"(?i:\b(?:ties|relations?|relationships?|cooperat\w+|co-operat\w+|collaborat\w+|partner\w*|allies|ally|allied"
        r"|friend\w*|brother\w*|enm\w+|enem(?:y|ies)|rival\w*|shar(?:e|es|ed|ing)|common|mutual\w*|joint\w*|together|bonds?"
        r"|rapprochement|contacts?|dialogue|trade)\b)"
    ),
    "office": (
        r"\b(?:[A-Z]\w+ )?(?:President|Prime Minister|Minister|Ambassador|Secretary(?: General)?|General|Chairm[ae]n"
        r"|Speaker|Chancellor|King|Queen|Governor|Senator|Director|Chief|Spokes\w+)\b"
        r"|(?i:\b(?:(?:prime |foreign |defen[cs]e )?ministers?|presidents?|ambassadors?|spokes(?:man|woman|person)"
        r"|governments?|parliaments?|officials?|authorities|counterpart|headed by|led by)\b)"
    ),
}
"""One pattern for each kind of sign, the most telling kind first."""

KINDS = (*RULES, "name")
"""Every kind of sign, in the order in which a proposal names them: the first is what it chiefly rests on."""

FIRM = frozenset(("date", "amount", "count", "rank", "quoted", "only", "first", "none", "agreement", "vote", "office"))
"""Kinds that make a span checkable; the rest are many, and say less alone."""

_PATTERNS = {kind: re.compile(rule) for kind, rule in RULES.items()}

EVERYWHERE = 0.25
"""A name that stands in so great a share of the sentences is what the article is about, and no sign of one claim."""


class Sign(NamedTuple):
    """Words that a claim can rest on: their kind, and their place in code points, the end exclusive."""

    start: int
    end: int
    kind: str


def find_signs(text: str, sentences: list[tuple[int, int]]) -> list[Sign]:
    """Return the signs within these spans of a text, by place; several kinds may rest on the same words.

    A number that is part of a date or a sum is not counted as a number besides, nor a month as a name.
    """
    found = {
        kind: [match.span() for span in sentences for match in pattern.finditer(text, *span)]
        for kind, pattern in _PATTERNS.items()
    }
    taken = [*found["date"], *found["amount"]]
    found["count"] = [
        (start, end) for start, end in found["count"] if not any(first < end and start < last for first, last in taken)
    ]
    signs = [Sign(start, end, kind) for kind, spans in found.items() for start, end in spans]
    names = [
        name
        for name in _find_names(text, sentences)
        if not any(first < name.end and name.start < last for first, last in found["date"])
    ]
    return sorted([*signs, *names])


def _find_names(text: str, sentences: list[tuple[int, int]]) -> Iterator[Sign]:
    """Yield the words with capital letters, those that follow each other as one, but for first words of sentences.

    Names that are everywhere are no sign.
    """
    names: list[tuple[int, int]] = []
    for start, end in sentences:
        for mark in find_marks(text[start:end]):
            if mark.start > 1 and mark.text[0].isalpha() and len(mark.text) > 1:
                names.append((start + mark.start, start + mark.end))
    spread = Counter(_bare(text[first:last]) for first, last in names)
    common = {name for name, number in spread.items() if number > max(2, EVERYWHERE * len(sentences))}
    begun, ended = 0, 0
    for first, last in names:
        if _bare(text[first:last]) in common:
            continue
        if ended and text[ended:first] not in (" ", ". "):
            yield Sign(begun, ended, "name")
            begun = first
        begun, ended = begun if ended else first, last
    if ended:
        yield Sign(begun, ended, "name")


def _bare(name: str) -> str:
    return re.split(r"[’']", name)[0]
