"""LaTeX is read once, as MathML for the screen, and set in print from the same."""

import pytest
import typst

from dossier.typst.compiler import fonts
from dossier.typst.latex import UnreadableFormula, read_formula
from dossier.typst.markup import string
from dossier.typst.mathml import typeset

FORMS = r"""
x^2 + b_2' = \frac{a}{b} + \tfrac12 \dfrac12 \binom{n}{k} \cfrac{1}{2} {n \choose k} {a \over b}
\begin{aligned} a &= \sum_{i=1}^n b & c &= d \\[2pt] e &= \int_0^1 x\,dx & f &\le g \end{aligned}
\begin{cases} 1 & \text{if $x>0$} \\ 0 & x\le 0 \end{cases} \begin{dcases} a & b \end{dcases}
\begin{rcases} a \end{rcases}
\begin{pmatrix} 1 & 2 \end{pmatrix} \begin{bmatrix} a & b \\ \vdots & \ddots \end{bmatrix}
\begin{vmatrix} 1 \end{vmatrix}
\begin{Bmatrix} 1 \end{Bmatrix} \begin{smallmatrix} 1 & 2 \end{smallmatrix} \begin{matrix} 1 \end{matrix}
\begin{array}{l|cr} a & b & c \\ \hline d & e & f \end{array} \begin{subarray}{l} a \\ b \end{subarray}
\begin{align} a &= b \nonumber \\ c &= d \label{q} \end{align}
\begin{align*} a &= b \end{align*}
\begin{alignat}{2} a &= b & c &= d \end{alignat}
\begin{flalign} a &= b \end{flalign}
\begin{gather} a = b \\ c = d \end{gather}
\begin{multline} a = b \\ c = d \end{multline}
\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}
\begin{equation}\begin{split} a &= b \\ &= c \end{split}\end{equation}
\mathbb E \mathcal L \mathfrak g \mathscr F \mathsf A \mathtt B \mathbf x \boldsymbol\beta \bm{x} \mathit{ab} \pmb x
\le \ge \ne \lt \implies \iff \mapsto \underbrace{a+b}_{n} \overbrace{a}^{n} \big( \Bigg\} \bigl[ \left. x \right|_0^1
\text{if } \textbf{b} \textit{i} \textrm{r} \texttt{t} \mathrm{d}x \operatorname{argmax} \operatorname*{argmax}_x
\mbox{m}
\overline{AB} \underline q \widehat{ab} \hat x \bar x \tilde x \vec x \dot x \ddot x \widetilde{ab} \check x \mathring x
\sum_{\substack{i<j \\ j<n}} a \stackrel{d}{\to} \overset{a}{=} \underset{x}{\min} \xrightarrow{a} \xleftarrow[b]{a}
E = mc^2 \tag{1}
\color{red} x \textcolor{blue}{x} {\color{#ff0000} y}
\newcommand{\R}{\mathbb{R}} x \in \mathbb R
f' f''^2 \lim\limits_{x} \sum\nolimits_i \not= \not\in \ldots \dotsc \cdots \sqrt{2} \sqrt[3]{x} \iint \oint \prod_i
a \quad b \, c \hspace{1em} \phantom{x} \boxed{x=1} \cancel{x} \smash{x} \ensuremath{x} \|x\| \lVert x \rVert
\middle| |x|
\overrightarrow{AB} \sideset{_a^b}{_c^d}\sum \limsup \Pr(A \mid B) \mathop{\rm argmin}\limits_y
\checkmark \S a\coloneqq b
a = b \\ c = d
""".strip().splitlines()


@pytest.mark.parametrize(
    ("latex", "printed"),
    [
        ("x^2", "#math.attach($#math.scripts($x$)$, t: $2$)"),
        (r"\frac{a}{b}", "#math.frac($a$, $b$)"),
        (r"\sqrt[3]{x}", "#math.root($3$, $x$)"),
        (r"\overline{AB}", "#math.overline($A B$)"),
        (r"\hat x", '#math.accent($x$, "\u0302")'),
        (r"\mathbb{E}", "𝔼"),
        (r"\left(\frac12\right)", r"#math.lr($\( #math.frac($1$, $2$) \)$)"),
        (r"\text{per cent}", '#formula-text("per cent")'),
        (r"\textcolor{red}{x}", '#text(fill: rgb("#ff0000"))[$x$]'),
        (
            r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
            r"#math.mat(delim: none, row-gap: 0.7em, ($a & \= b$,), ($c & \= d$,))",
        ),
        (
            r"\begin{aligned} a &= b \cr c &= d \end{aligned}",
            r"#math.mat(delim: none, row-gap: 0.7em, ($a & \= b$,), ($c & \= d$,))",
        ),
    ],
)
def test_a_formula_is_set_by_typst(latex, printed):
    assert typeset(read_formula(latex, displayed=True)) == printed


def test_commands_of_a_page_are_read_in_its_formulas():
    assert read_formula(r"\newcommand{\R}{\mathbb{R}}", displayed=True) == ""
    assert read_formula(r"\E[x]", displayed=False, macros={"E": r"\mathbb{E}"}).startswith("<math><mi>𝔼</mi>")


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\nonsense{x}", 'Unknown command "\\nonsense".'),
        (r"\begin{tikzcd} A \end{tikzcd}", 'Unknown environment "tikzcd".'),
        (r"\text{if $x}", r"a dollar in \text{if $x} is without the other"),
        (r"\text{if", "a brace { is not closed"),
    ],
)
def test_a_formula_that_cannot_be_read_says_why(latex, reason):
    with pytest.raises(UnreadableFormula) as raised:
        read_formula(latex, displayed=True)
    assert str(raised.value) == reason


def test_every_form_is_set_in_print(tmp_path):
    setting = '#set document(title: "F")\n#show math.equation: set text(font: "New Computer Modern Math")\n'
    formulas = [
        f"#math.equation(alt: {string(form)}, ${typeset(read_formula(form, displayed=True))}$)" for form in FORMS
    ]
    source = tmp_path / "forms.typ"
    source.write_text("\n\n".join([setting + "#let formula-text(body) = body", *formulas]), encoding="utf-8")
    compiler = typst.Compiler(source, font_paths=fonts(), ignore_system_fonts=True)
    _, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    assert warnings == []
