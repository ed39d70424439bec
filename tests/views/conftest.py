import pytest

from monitor.views.catalogue import all_views
from monitor.views.sqlite import ViewStore
from tests.views.scenes import Scene


@pytest.fixture
def show(tmp_path):
    """Fold events; return the rows to be asked."""
    stores = []

    def folded(*events, scene: Scene | None = None):
        scene = (scene or Scene()).tell(*events)
        store = ViewStore(tmp_path / f"views{len(stores)}.db", scene.log, all_views())
        stores.append(store)
        store.catch_up()
        return store.rows

    yield folded
    for store in stores:
        store.close()
