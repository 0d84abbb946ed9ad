"""What the tests of figures share: the style of the made-up report, and what a figure shows."""

import matplotlib.pyplot as plt
import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from dossier.notebook import figures
from dossier.notebook.tables import DATA_MIME


@pytest.fixture
def style(ruritania):
    """Figures are drawn in the style of the made-up report."""
    figures.use_style(ruritania.settings)
    yield ruritania.settings
    plt.close("all")


@pytest.fixture
def shown(monkeypatch):
    """What the cells of a shell publish: one output for each display."""
    shell = InteractiveShell.instance()
    publisher = CapturingDisplayPublisher()
    monkeypatch.setattr(shell, "display_pub", publisher)
    yield publisher.outputs
    InteractiveShell.clear_instance()


@pytest.fixture
def picture(shown):
    """Returns the picture of the one figure that was shown."""
    return lambda: shown[-1]["data"]["image/svg+xml"]


@pytest.fixture
def data(shown):
    """Returns the data of the one figure that was shown."""
    return lambda: shown[-1]["data"][DATA_MIME]
