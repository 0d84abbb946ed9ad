"""Names of link targets across the assembled document."""

from docutils import nodes

from dossier.typst.compiler import Problem

#: How the builder spells the address of a document inside the one PDF.
SCHEME = "%"


class Links:
    """Every id of every document, the label that stands for it, and who points at it.

    Ids are only unique within a document, so a label carries the document's name in front. An element with
    several ids gets one label, since Typst attaches one label to an element.
    """

    def __init__(self, *, whole: bool = True, alone: bool = True) -> None:
        """Prepare for whole documents or pieces of them; unless they stand `alone`, others are out of their reach."""
        self.whole = whole
        self._alone = alone
        self._labels: dict[str, str] = {}
        self._placed: set[str] = set()
        self._wanted: dict[str, str] = {}

    def register(self, docname: str, part: nodes.Element) -> None:
        """Note all ids of a resolved document or of a piece of one."""
        for node in part.findall(nodes.Element):
            ids = node.get("ids") or []
            for each in ids:
                self._labels.setdefault(f"{docname}#{each}", f"{docname}#{ids[0]}")
        first = next(part.findall(nodes.section), None)
        if self.whole and first is not None and first["ids"]:
            self._labels[docname] = f"{docname}#{first['ids'][0]}"

    def place(self, docname: str, ids: list[str]) -> str | None:
        """Return the label to print at an element, or None where it has no id or is printed again."""
        if not ids:
            return None
        label = self._labels[f"{docname}#{ids[0]}"]
        if label in self._placed:
            return None
        self._placed.add(label)
        return label

    def target(self, docname: str, node: nodes.Element, location: str) -> str | None:
        """Return the label that an internal reference points at, or None where pieces leave its target out."""
        key = f"{docname}#{node['refid']}" if "refid" in node else node["refuri"].removeprefix(SCHEME)
        if not self._alone and key not in self._labels:
            return None
        label = self._labels.get(key, key)
        self._wanted.setdefault(label, location)
        return label

    def dangling(self) -> list[Problem]:
        """Return a problem for each wanted label that is nowhere in the document."""
        return [
            Problem(location, f"the link to {label!r} has no target in the PDF")
            for label, location in self._wanted.items()
            if label not in self._placed
        ]


def is_internal(node: nodes.Element) -> bool:
    """Tell whether a reference points into the PDF itself."""
    return "refid" in node or node.get("refuri", "").startswith(SCHEME)
