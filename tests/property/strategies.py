"""Hypothesis strategies: texts of values, answers, and pairs of answers to one question."""

from hypothesis import strategies as st

from dossier.values import PROFILES
from dossier.verdicts.judge import Answer, Question
from dossier.vocabulary import Modality, Stage

years = st.integers(1985, 2024)
edtf = st.one_of(
    years.map(str),
    st.builds("{}-{:02}".format, years, st.integers(1, 12)),
    st.dates().filter(lambda d: d.year > 1900).map(str),
    years.map("{}~".format),
    years.map("../{}".format),
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", years, years),
)
amounts = st.one_of(
    st.integers(0, 500).map(str),
    st.integers(1, 500).map("~{}".format),
    st.integers(0, 500).map(">={}".format),
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", st.integers(0, 500), st.integers(0, 500)),
    st.integers(0, 500).map("{}±0.5".format),
)
codes = st.sets(st.sampled_from("abcd"), min_size=1).map(lambda s: ";".join(sorted(s)))
members = st.one_of(st.just("none"), st.sampled_from("ab"), st.sampled_from("ab").map("only {}".format))
pools = {
    "date": edtf,
    "amount": amounts,
    "rank": st.integers(1, 20).map(str),
    "category": codes,
    "status": st.sampled_from(list(Stage)),
    "absence": members,
}


@st.composite
def pairs(draw):
    kind = draw(st.sampled_from(sorted(pools)))
    question = Question(
        kind,
        cardinality=draw(st.sampled_from(["one", "many"])),
        comparable_on=tuple(draw(st.sets(st.sampled_from(["measure", "period", "as_of"])))),
    )
    answer = st.builds(
        Answer,
        value=pools[kind],
        date=st.one_of(st.just(""), edtf),
        as_of=st.one_of(st.just(""), edtf),
        measure=st.sampled_from(["", "turnover", "exports"]),
        modality=st.sampled_from(list(Modality)),
    )
    return draw(answer), draw(answer), question, draw(st.sampled_from(sorted(PROFILES)))
