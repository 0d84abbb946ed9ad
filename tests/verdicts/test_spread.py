"""A corpus that is judged in parts has the findings of one that is judged whole."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dossier.verdicts.findings import find
from dossier.verdicts.spread import find_by_parts, split


@pytest.mark.parametrize("parts", [1, 2, 5, 500])
def test_any_number_of_parts_gives_the_same_findings(evidence, parts):
    with ThreadPoolExecutor(2) as workers:
        assert find_by_parts(evidence, workers, parts).equals(find(evidence))


def test_the_workers_of_a_dask_client_give_the_same_findings(evidence):
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        assert find_by_parts(evidence, client.get_executor(), 4, "strict").equals(find(evidence, "strict"))


def test_parts_share_no_answer_and_lack_none(evidence):
    parts = list(split(evidence, 7))
    asked = evidence.claims[evidence.claims["question"] != ""]
    assert sorted(name for part in parts for name in part.claims["claim"]) == sorted(asked["claim"])
