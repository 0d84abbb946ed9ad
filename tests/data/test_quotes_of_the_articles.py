"""The quotes of the live evidence, against the articles where they are present."""

import shutil

from dossier.corpus import quotes


def test_every_quote_of_the_evidence_is_exact_and_nothing_is_uncovered(evidence, articles):
    texts = quotes.read_texts(evidence, articles)
    assert quotes.verify(evidence, texts) == []
    assert quotes.audit(evidence, texts).empty
    assert dict(zip(evidence.sources["source"], evidence.sources["characters"], strict=True)) == {
        source: len(text) for source, text in texts.items()
    }


def test_the_articles_are_not_changed_by_reading(evidence, articles, tmp_path):
    copy = shutil.copytree(articles, tmp_path / "copy")
    quotes.audit(evidence, quotes.read_texts(evidence, copy))
    assert all((copy / path.name).read_bytes() == path.read_bytes() for path in articles.glob("*.txt"))
