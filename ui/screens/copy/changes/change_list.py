"""The list of changes: how it looks."""

from ui.screens.copy.changes.models import AMOUNT, KIND, NAME, WHERE, ChangesModel
from ui.theme.theme import Theme
from ui.widgets.fitting_table import FittingTable

_WIDTHS = {KIND: 110, AMOUNT: 160}
_HIDDEN_BELOW = {WHERE: 560, AMOUNT: 400}


class ChangeList(FittingTable):
    """One line for each change."""

    def __init__(self, theme: Theme, model: ChangesModel) -> None:
        super().__init__(theme, model, _WIDTHS, _HIDDEN_BELOW)
        self.setAccessibleName(self.tr("Changes since checkout"))
        self.stretch(NAME, WHERE)
