"""Typst for formulas in MathML: each element becomes a call of Typst's own mathematics."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

from matplotlib.colors import to_hex

from dossier.typst.latex import UnreadableFormula
from dossier.typst.markup import string

_ENTITY = re.compile(r"&(\w+);")
_DISPLAYED = "displayed"
_KEPT = ("lt", "gt", "amp", "quot", "apos")

_INVISIBLE = "⁡⁢⁣⁤\u200b"
"""Signs that MathML has for readers by ear, and that are not drawn."""

_ACCENTS = {
    **{"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0304", "‾": "\u0304", "ˉ": "\u0304"},
    **{"˙": "\u0307", "¨": "\u0308", "⃛": "\u20db", "⃜": "\u20dc", "→": "\u20d7", "⃗": "\u20d7", "ˇ": "\u030c"},
    **{"´": "\u0301", "`": "\u0300", "˘": "\u0306", "˚": "\u030a", "←": "\u20d6", "↔": "\u20e1", "⃖": "\u20d6"},
    **{"_": "\u0332", "\u0302": "\u0302", "\u0303": "\u0303", "\u030c": "\u030c", "\u20db": "\u20db"},
}
"""What Typst calls the accents that MathML writes as signs of their own."""

_OVER = {
    "\u0332": "overline",
    "⏞": "overbrace",
    "⎴": "overbracket",
    "⏜": "overparen",
    "―": "overline",
    "‾": "overline",
    "¯": "overline",
}
_UNDER = {
    "\u0332": "underline",
    "⏟": "underbrace",
    "⎵": "underbracket",
    "⏝": "underparen",
    "_": "underline",
    "‾": "underline",
}

_WORDS = {"b": "bold", "i": "italic", "code": "mono", "math-core-sans-serif-font": "sans"}
"""Typst's names of the faces that text in a formula may have, by the element or class that says so."""

_UNITS = {"em": 1.0, "ex": 0.45, "mu": 1 / 18, "pt": 0.1, "px": 0.075, "cm": 2.8, "mm": 0.28, "in": 7.0}


_LARGE = tuple("∑∏∐∫∬∭∮∯⋃⋂⋁⋀⨁⨂⨀⨆⨄")

_BUILT = ("mfrac", "munder", "mover", "munderover")
"""Elements that are larger in a displayed formula than in a line, as are sums and integrals."""


def typeset(mathml: str) -> str:
    """Return a formula, an element `math` of MathML, as what stands between Typst's dollars.

    Raises UnreadableFormula for an element that has no form.
    """
    named = _ENTITY.sub(lambda found: found[0] if found[1] in _KEPT else html.unescape(found[0]), mathml)
    root = ElementTree.fromstring(named)
    for table in root.iter("mtable"):
        if table.get("displaystyle") == "true":
            for cell in table.iter("mtd"):
                _enlarge(cell)
    return _row(list(root))


def _enlarge(element: ElementTree.Element) -> None:
    """Mark what is displayed in a cell: Typst sets the cells of a matrix as in a line."""
    for child in element:
        kind = _local(child)
        has_sign = next(child.iter("mo"), child).text in _LARGE and child[:1] and child[0].text in _LARGE
        if kind in (*_BUILT, "mtable") or has_sign or (kind == "mo" and child.text in _LARGE):
            child.set(_DISPLAYED, "true")
        elif kind in ("mrow", "mstyle", "mpadded"):
            _enlarge(child)


def _row(elements: list[ElementTree.Element]) -> str:
    return " ".join(filter(None, map(_one, elements)))


def _math(inner: str) -> str:
    """Return a formula as an argument of a call; an empty one has no width."""
    return f"${inner or '#none'}$"


def _call(name: str, *arguments: str) -> str:
    return f"#{name}({', '.join(arguments)})"


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _one(element: ElementTree.Element) -> str:
    kind = _local(element)
    form = _FORMS.get(kind)
    if form is None:
        raise UnreadableFormula(f"print has no form for <{kind}> of MathML")
    inner = _colour(element, form(element))
    return _call("math.display", _math(inner)) if _DISPLAYED in element.attrib else inner


def _colour(element: ElementTree.Element, inner: str) -> str:
    """Set the colour that a style asks for."""
    styles = dict(_styles(element))
    if colour := styles.get("color"):
        inner = f"#text(fill: rgb({string(_rgb(colour))}))[{_math(inner)}]"
    if "border" in styles and _local(element) != "mtd":
        inner = f"#box(stroke: 0.5pt, inset: 3pt, baseline: 3pt)[{_math(inner)}]"
    return inner


def _rgb(colour: str) -> str:
    try:
        return to_hex(colour.lower())
    except ValueError:
        raise UnreadableFormula(f"the colour {colour!r} is not known; write it as #rrggbb") from None


def _styles(element: ElementTree.Element) -> list[tuple[str, str]]:
    parts = (part.partition(":") for part in element.get("style", "").split(";"))
    return [(name.strip(), value.strip()) for name, _, value in parts if value]


def _identifier(element: ElementTree.Element) -> str:
    text = "".join(element.itertext())
    if not text:
        return ""
    if element.get("mathvariant") == "normal":
        return _call("math.upright", _math(_signs(text)))
    # More letters than one are the name of a function, with its space.
    shown = text.replace("\ufe00", "").replace("\ufe01", "").replace("\u2009", " ")
    if len(shown) > 1 and shown.replace(" ", "").isalpha():
        return _call("math.op", string(shown))
    return _signs(text)


def _number(element: ElementTree.Element) -> str:
    return _signs("".join(element.itertext()))


def _signs(text: str) -> str:
    """Return signs so that Typst reads each as itself."""
    return " ".join(_sign(cluster) for cluster in _clusters(text)) if not text.isdigit() else text


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for sign in text:
        if clusters and (sign in "\ufe00\ufe01" or (clusters[-1].isdigit() and (sign.isdigit() or sign == "."))):
            clusters[-1] += sign
        elif not sign.isspace():
            clusters.append(sign)
    return clusters


def _sign(cluster: str) -> str:
    return cluster if len(cluster) > 1 or cluster.isalnum() or not cluster.isascii() else "\\" + cluster


def _operator(element: ElementTree.Element) -> str:
    text = "".join(element.itertext()).strip()
    if not text or text in _INVISIBLE:
        return ""
    # Several signs, such as := or lim sup, keep together.
    shown = _signs(text) if len(_clusters(text)) == 1 else string(text)
    if text in ("|", "‖") and "form" not in element.attrib and element.get("stretchy") == "false":
        shown = _call("math.class", '"normal"', _math(shown))
    if size := element.get("minsize"):
        return _call("math.lr", f"size: {size}", _math(shown)) if size.endswith("em") else shown
    return shown


def _text(element: ElementTree.Element) -> str:
    text = "".join(element.itertext()).replace("\xa0", " ")
    if not text:
        return ""
    shown = string(text)
    for inner in element.iter():
        if face := _WORDS.get(_local(inner)) or _WORDS.get(inner.get("class", "")):
            shown = f"math.{face}({shown})"
    # Letters of alphabets that the face of formulas lacks are set in that of the text.
    return f"#formula-text({shown})"


def _space(element: ElementTree.Element) -> str:
    width = _length(element.get("width", ""))
    return _call("h", f"{width:g}em") if width else ""


def _length(said: str) -> float:
    """Return a length in em."""
    found = re.fullmatch(r"(-?[\d.]+)([a-z]+)", said.strip())
    return float(found[1]) * _UNITS.get(found[2], 0) if found else 0


def _group(element: ElementTree.Element) -> str:
    children = list(element)
    fence = [_fence(child) for child in children]
    if len(children) > 1 and fence[0] and _ends(children[-1]) and not _holds_application(children):
        middle = [
            _call("math.mid", _math(_one(child)))
            if child.get("stretchy") == "true" and not place_is_end
            else _one(child)
            for child, place_is_end in zip(children, [True, *[False] * (len(children) - 2), True], strict=True)
        ]
        return _call("math.lr", _math(" ".join(filter(None, middle))))
    return _row(children)


def _fence(element: ElementTree.Element) -> bool:
    text = "".join(element.itertext())
    return (
        _local(element) == "mo"
        and (text in tuple("([{|‖⟨⌊⌈⟮⦃/\\↑↓\u2063") or text == "")
        and element.get("stretchy") != "false"
        and "minsize" not in element.attrib
    )


def _ends(element: ElementTree.Element) -> bool:
    text = "".join(element.itertext())
    return (
        _local(element) == "mo"
        and (text in tuple(")]}|‖⟩⌋⌉⟯⦄/\\↑↓\u2063([{") or text == "")
        and element.get("stretchy") != "false"
        and "minsize" not in element.attrib
    )


def _holds_application(children: list[ElementTree.Element]) -> bool:
    return any((child.text or "") == "\u2061" for child in children)


def _styled(element: ElementTree.Element) -> str:
    inner = _row(list(element))
    level, display = element.get("scriptlevel"), element.get("displaystyle")
    if level in ("1", "2"):
        return _call("math.script" if level == "1" else "math.sscript", _math(inner))
    if display is not None:
        return _call("math.display" if display == "true" else "math.inline", _math(inner))
    return inner


def _padded(element: ElementTree.Element) -> str:
    inner = _row(list(element))
    before, after = _length(element.get("lspace", "")), 0.0
    return " ".join(filter(None, [(before and f"#h({before:g}em)") or "", inner, (after and f"#h({after:g}em)") or ""]))


def _fraction(element: ElementTree.Element) -> str:
    above, below = map(_one, element)
    if element.get("linethickness") in ("0", "0pt", "0em", "0px"):
        inner = _call("math.mat", "delim: none", "row-gap: 0.3em", f"({_math(above)},)", f"({_math(below)},)")
    else:
        inner = _call("math.frac", _math(above), _math(below))
    if (display := element.get("displaystyle")) is not None:
        inner = _call("math.display" if display == "true" else "math.inline", _math(inner))
    return inner


def _root(element: ElementTree.Element) -> str:
    radicand, degree = map(_one, element)
    return _call("math.root", _math(degree), _math(radicand))


def _square_root(element: ElementTree.Element) -> str:
    return _call("math.sqrt", _math(_row(list(element))))


def _attached(*places: str, limits: bool = False):
    """Return the form of an element whose first child has the others at `places`."""

    def form(element: ElementTree.Element) -> str:
        base, *others = element
        at = [f"{place}: {_math(_one(other))}" for place, other in zip(places, others, strict=True) if _one(other)]
        if not at:
            return _one(base)
        held = _call("math.limits" if limits else "math.scripts", _math(_one(base)))
        return _call("math.attach", _math(held), *at)

    return form


def _multi(element: ElementTree.Element) -> str:
    """Write scripts on both sides of a base."""
    base, *others = element
    cut = next((place for place, each in enumerate(others) if _local(each) == "mprescripts"), len(others))
    after, before = others[:cut], others[cut + 1 :]
    at = []
    for places, pairs in ((("br", "tr"), after), (("bl", "tl"), before)):
        at += [f"{place}: {_math(_one(each))}" for place, each in zip(places, pairs, strict=False) if _one(each)]
    return _call("math.attach", _math(_one(base)), *at)


def _over(element: ElementTree.Element) -> str:
    base, above = element
    sign = "".join(above.itertext()).strip() if _local(above) == "mo" else ""
    stretches = above.get("stretchy") != "false"
    if sign in _OVER and stretches:
        return _call(f"math.{_OVER[sign]}", _math(_one(base)))
    if sign in _ACCENTS and (element.get("accent") != "false"):
        return _call("math.accent", _math(_one(base)), string(_ACCENTS[sign]))
    return _above_or_below(base, t=above)


def _under(element: ElementTree.Element) -> str:
    base, below = element
    sign = "".join(below.itertext()).strip() if _local(below) == "mo" else ""
    if sign in _UNDER:
        return _call(f"math.{_UNDER[sign]}", _math(_one(base)))
    return _above_or_below(base, b=below)


def _above_or_below(base: ElementTree.Element, **at: ElementTree.Element) -> str:
    places = [f"{place}: {_math(_one(each))}" for place, each in at.items()]
    inner = _one(base)
    if _local(base) == "mo" and (base.text or "") in tuple("→←↔⇒⇐⇔⟶⟵↦=⟹⟸⇌↪↩↠⇀↽"):
        inner = _call("math.stretch", _math(inner), "size: 100% + 0.6em")
    return _call("math.attach", _math(_call("math.limits", _math(inner))), *places)


def _under_over(element: ElementTree.Element) -> str:
    base, below, above = element
    return _above_or_below(base, b=below, t=above)


def _table(element: ElementTree.Element) -> str:
    """Write a table; the sides on which its columns and rows have lines come from the styles of its cells."""
    rows = [[cell for cell in row if "width" not in dict(_styles(cell)) or "".join(cell.itertext())] for row in element]
    if element.get("displaystyle") == "true" and _stand_close(element):
        # Relations at the edge of a cell keep their room only where the row is one cell.
        written = [f"(${_join(row)}$,)" for row in rows]
        return _call("math.mat", "delim: none", "row-gap: 0.7em", *written)
    most = max(map(len, rows), default=0)
    columns, lines = set(), set()
    written = []
    for down, row in enumerate(rows):
        cells = []
        for across, cell in enumerate(row):
            styles = dict(_styles(cell))
            columns |= {
                place for side, place in (("left", across), ("right", across + 1)) if f"border-{side}" in styles
            }
            lines |= {place for side, place in (("top", down), ("bottom", down + 1)) if f"border-{side}" in styles}
            cells.append(_math(_aligned(_row(list(cell)), styles.get("text-align", ""))))
        cells += ["$#none$"] * (most - len(cells))
        written.append(f"({''.join(f'{cell}, ' for cell in cells)})")
    inner = [f"hline: ({''.join(f'{line}, ' for line in sorted(lines))})"] if lines else []
    inner += [f"vline: ({''.join(f'{line}, ' for line in sorted(columns))})"] if columns else []
    gap = "0.7em" if element.get("displaystyle") == "true" else "0.45em"
    arguments = ["delim: none", "column-gap: 1em", f"row-gap: {gap}"]
    arguments += [f"augment: (stroke: 0.5pt, {', '.join(inner)})"] if inner else []
    table = _call("math.mat", *arguments, *written)
    return _call("math.script", _math(table)) if element.get("scriptlevel") == "1" else table


def _stand_close(element: ElementTree.Element) -> bool:
    """Tell whether columns stand close, in pairs of which the first ends where the second begins."""
    return any(dict(_styles(cell)).get("padding-left") == "0" for row in element for cell in row)


def _join(cells: list[ElementTree.Element]) -> str:
    """Return cells in pairs with the points at which they are aligned, and with room between the pairs."""
    shown = ""
    for place, cell in enumerate(cells):
        shown += (" & #h(1.5em) " if place and place % 2 == 0 else " & " if place else "") + _row(list(cell))
    return shown or "#none"


def _aligned(inner: str, side: str) -> str:
    """Align a cell, which Typst does by a point in it: what is before ends there, what is behind begins there."""
    return {"right": f"{inner} &", "left": f"& {inner}"}.get(side, inner)


def _enclosed(element: ElementTree.Element) -> str:
    inner = _row(list(element))
    kinds = element.get("notation", "box").split()
    if {"updiagonalstrike", "downdiagonalstrike", "horizontalstrike"} & set(kinds):
        inverted = "inverted: true" if "downdiagonalstrike" in kinds else "inverted: false"
        inner = _call("math.cancel", inverted, _math(inner))
    if "box" in kinds:
        inner = f"#box(stroke: 0.5pt, inset: 3pt, baseline: 3pt)[{_math(inner)}]"
    return inner


_FORMS = {
    "math": lambda element: _row(list(element)),
    "mrow": _group,
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    "ms": _text,
    "mtext": _text,
    "mspace": _space,
    "mstyle": _styled,
    "mpadded": _padded,
    "mphantom": lambda element: f"#hide[{_math(_row(list(element)))}]",
    "mfrac": _fraction,
    "mroot": _root,
    "msqrt": _square_root,
    "msub": _attached("b"),
    "msup": _attached("t"),
    "msubsup": _attached("b", "t"),
    "mmultiscripts": _multi,
    "mover": _over,
    "munder": _under,
    "munderover": _under_over,
    "mtable": _table,
    "menclose": _enclosed,
    "none": lambda element: "",
}
