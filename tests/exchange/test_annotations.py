"""Web Annotations: read back as they were, and as a processor of JSON-LD reads them."""

import json

import pandas as pd
import pytest
from pyld import jsonld
from rdflib import RDF, Graph, Namespace

from dossier.corpus.quotes import read_texts
from dossier.errors import DossierError
from dossier.exchange import FORMATS
from dossier.exchange.annotated import read_claims

OA = Namespace("http://www.w3.org/ns/oa#")
# The terms that an export uses, as the recommendation defines them; its own context would have to be fetched.
TERMS = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    **{
        name: f"oa:{name}"
        for name in (
            *("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector"),
            *("exact", "prefix", "suffix", "describing", "tagging"),
        )
    },
    "Dataset": "dctypes:Dataset",
    "Text": "dctypes:Text",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "first": {"@id": "as:first", "@type": "@id"},
    "last": {"@id": "as:last", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}


def load_context(url, options):
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}


@pytest.fixture
def graph(exported):
    whole = json.loads(exported("annotations").read_text(encoding="utf-8"))
    lines = jsonld.to_rdf(whole, {"format": "application/n-quads", "documentLoader": load_context})
    return Graph().parse(data=lines, format="nt")


def test_the_claims_are_read_back_with_all_columns(both, exported):
    report, _ = both
    pd.testing.assert_frame_equal(read_claims(exported("annotations")), report.corpus.claims)


def test_each_claim_is_an_annotation_with_both_selectors(both, graph):
    report, _ = both
    notes = set(graph.subjects(RDF.type, OA.Annotation))
    assert len(notes) == len(report.corpus.claims)
    for note in notes:
        [target] = graph.objects(note, OA.hasTarget)
        kinds = {graph.value(each, RDF.type) for each in graph.objects(target, OA.hasSelector)}
        assert kinds == {OA.TextQuoteSelector, OA.TextPositionSelector}
        assert graph.value(target, OA.hasSource)


def test_every_key_is_a_term(exported):
    whole = json.loads(exported("annotations").read_text(encoding="utf-8"))

    def keys(node):
        if isinstance(node, dict):
            yield from (key for key in node if key != "@context")
            for key, value in node.items():
                if key != "@context":
                    yield from keys(value)
        elif isinstance(node, list):
            for each in node:
                yield from keys(each)

    assert {key for key in keys(whole) if ":" not in key} <= TERMS.keys()


def test_quote_and_surroundings_make_a_piece_of_the_text(both, graph):
    report, texts = both
    read = "\n\n".join(read_texts(report.corpus, texts).values())
    for quote in graph.subjects(RDF.type, OA.TextQuoteSelector):
        prefix, exact, suffix = (graph.value(quote, term) for term in (OA.prefix, OA.exact, OA.suffix))
        assert f"{prefix}{exact}{suffix}" in read


def test_without_the_texts_there_is_nothing_around_a_quote(ruritania, tmp_path):
    FORMATS["annotations"].write(ruritania, tmp_path / "lake.jsonld")
    pd.testing.assert_frame_equal(read_claims(tmp_path / "lake.jsonld"), ruritania.corpus.claims)
    assert '"prefix"' not in (tmp_path / "lake.jsonld").read_text(encoding="utf-8")


def test_the_target_is_the_address_in_the_bibliography(report, tmp_path):
    FORMATS["annotations"].write(report, tmp_path / "live.jsonld")
    whole = json.loads((tmp_path / "live.jsonld").read_text(encoding="utf-8"))
    targets = {each["target"]["source"]["id"] for each in whole["first"]["items"]}
    assert len(targets) == len(report.corpus.sources)


def test_a_quote_that_is_not_at_its_offsets_is_refused(spoilt, lake_texts, tmp_path):
    with pytest.raises(DossierError, match="courier-1921-boats: not the words at its offsets; run `dossier anchors`"):
        FORMATS["annotations"].write(spoilt("start", 332), tmp_path / "lake.jsonld", lake_texts)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON in UTF-8"),
        ("[" * 100_000, "not JSON in UTF-8"),
        ("{}", "no list of annotations"),
        ("[1]", "no list of annotations"),
        ('[{"body": {"value": "x"}}]', "has annotations that are no claims"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(tmp_path, text, message):
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(DossierError, match=message) as error:
        read_claims(tmp_path / "x.json")
    assert "\n" not in str(error.value)
