"""JSON-LD, as rdflib reads it: the file names its terms itself, so no network is needed."""

import json

import pytest
from pyld import jsonld as pyld
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

SCHEMA = Namespace("https://schema.org/")


@pytest.fixture
def graph(exported):
    return Graph().parse(exported("jsonld"), format="json-ld")


def test_every_source_claim_fact_question_and_judgement_is_a_node(both, graph):
    report, _ = both
    corpus = report.corpus
    counted = {
        SCHEMA.Article: len(corpus.sources),
        SCHEMA.Claim: len(corpus.claims) + len(corpus.facts),
        SCHEMA.Question: len(corpus.questions),
        SCHEMA.ClaimReview: len(report.ratings),
        SCHEMA.Dataset: 1,
    }
    assert {kind: len(set(graph.subjects(RDF.type, kind))) for kind in counted} == counted


def test_nothing_is_said_of_a_node_that_is_not_there(graph):
    named = {node for node in graph.objects() if isinstance(node, URIRef) and str(node).startswith("urn:x-dossier:")}
    assert named <= set(graph.subjects())


def test_a_judgement_is_a_review_of_the_claims_that_give_the_answer(ruritania, tmp_path):
    from dossier.exchange import FORMATS

    FORMATS["jsonld"].write(ruritania, tmp_path / "lake.jsonld")
    graph = Graph().parse(tmp_path / "lake.jsonld", format="json-ld")
    base = "urn:x-dossier:ruritania-freedonia#"
    review = URIRef(f"{base}judgement-recognition-date")
    assert list(graph.objects(review, SCHEMA.itemReviewed)) == [URIRef(f"{base}courier-1921-recognition")]
    [rating] = graph.objects(review, SCHEMA.reviewRating)
    assert str(graph.value(rating, SCHEMA.alternateName)) == "likely"
    article = graph.value(URIRef(f"{base}courier-1921-recognition"), SCHEMA.appearance)
    assert str(graph.value(graph.value(article, SCHEMA.citation), SCHEMA.datePublished)) == "1921"


def test_two_processors_read_the_same(ruritania, tmp_path):
    from dossier.exchange import FORMATS

    FORMATS["jsonld"].write(ruritania, tmp_path / "lake.jsonld")
    whole = json.loads((tmp_path / "lake.jsonld").read_text(encoding="utf-8"))
    lines = pyld.to_rdf(whole, {"format": "application/n-quads"})
    one = Graph().parse(data=lines, format="nt")
    assert isomorphic(one, Graph().parse(tmp_path / "lake.jsonld", format="json-ld"))
