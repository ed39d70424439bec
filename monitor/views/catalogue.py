"""All views there are."""

from monitor.views.alert_board import AlertBoard
from monitor.views.articles import Articles
from monitor.views.deliveries import Deliveries
from monitor.views.incidents import Incidents
from monitor.views.source_health import SourceHealth
from monitor.views.view import View


def all_views() -> tuple[View, ...]:
    """Return every view, in the order in which an event passes them."""
    return (SourceHealth(), Articles(), Incidents(), AlertBoard(), Deliveries())
