"""Hypothesis strategies: texts of values, answers, and pairs of answers to one question."""

from hypothesis import strategies as st

from dossier.values import PROFILES
from dossier.verdicts.judge import Answer, Question
from dossier.vocabulary import End, Modality, Stage, Told

years = st.integers(1985, 2024)
days = st.dates().filter(lambda day: 1900 < day.year < 2100).map(str)
points = st.one_of(years.map(str), st.builds("{}-{:02}".format, years, st.integers(1, 12)), days)
dates = st.one_of(
    points,
    st.builds("{}{}".format, points, st.sampled_from("~?%")),
    st.builds("{}-{}".format, years, st.integers(21, 41)),
    years.map("../{}".format),
    years.map("{}/..".format),
    years.map("{}/".format),
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", years, years),
    st.builds("[{},{}]".format, points, points),
    st.builds("{{{},{}}}".format, points, points),
    st.sampled_from(["199X", "1992-XX-09", "201X-12-25", "1950S2", "-0044-03-15", "Y17E7", "0000"]),
)
"""Texts of EDTF that can be read as an instant."""

whole = st.integers(0, 500)
amounts = st.one_of(
    whole.map(str),
    st.integers(1, 500).map("~{}".format),
    st.builds("{}{}".format, st.sampled_from([">=", ">", "<=", "<"]), whole),
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", whole, whole),
    st.builds(lambda a, b: f"~{min(a, b)}/{max(a, b)}", st.integers(1, 500), st.integers(1, 500)),
    whole.map("{}±0.5".format),
)
places = st.integers(2, 20)
ranks = st.one_of(places.map(str), places.map("<={}".format), places.map(">{}".format), places.map("1/{}".format))
codes = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).flatmap(
    lambda names: st.lists(st.sampled_from(";+"), min_size=len(names) - 1, max_size=len(names) - 1).map(
        lambda marks: "".join(name + mark for name, mark in zip(names, [*marks, ""], strict=True))
    )
)
statuses = st.one_of(
    st.sampled_from([*Stage, *End]), st.sampled_from(list(Stage)[:-1]).map("<={}".format), st.just("talks/agreed")
)
members = st.one_of(st.just("none"), st.sampled_from("ab"), st.sampled_from("ab").map("only {}".format))
pools = {
    "date": dates,
    "amount": amounts,
    "rank": ranks,
    "category": codes,
    "status": statuses,
    "absence": members,
}
"""Texts that answer a question of each type, and say something."""


@st.composite
def pairs(draw):
    """Draw two answers, a question and the name of a profile."""
    kind = draw(st.sampled_from(sorted(pools)))
    question = Question(
        kind,
        unit="thousand tonnes",
        time_role=draw(st.sampled_from(["instant", "extent"])),
        cardinality=draw(st.sampled_from(["one", "many"])),
        comparable_on=tuple(draw(st.sets(st.sampled_from(["measure", "period", "as_of"])))),
        broader=draw(st.sampled_from([(), (("a", "b"), ("b", "c"))])),
    )
    answer = st.builds(
        Answer,
        value=pools[kind],
        date=st.one_of(st.just(""), dates),
        as_of=st.one_of(st.just(""), dates),
        measure=st.sampled_from(["", "turnover", "exports"]),
        modality=st.sampled_from(list(Modality)),
        unit=st.sampled_from(["", "thousand tonnes", "kg", "tonnes", "US$"]),
        told=st.sampled_from(["", *Told]),
    )
    return draw(answer), draw(answer), question, draw(st.sampled_from(sorted(PROFILES)))
