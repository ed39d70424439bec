"""Which border a page is about: the one its address names, among those that are watched."""

from collections.abc import Mapping, Sequence

from starlette.exceptions import HTTPException

from monitor.web.atlas import Atlas
from monitor.web.map.ground import Ground
from monitor.web.services import Services
from monitor.web.site import chosen


def atlas_for(services: Services, query: Mapping[str, str]) -> Atlas:
    """Return the atlas that ``border`` names in an address; the first one where it names none."""
    atlases = services.atlases()
    wanted = chosen(query, "border", limit=20)
    found = next((each for each in atlases if wanted in (None, each.border)), None)
    if found is None:
        known = ", ".join(each.border for each in atlases)
        raise HTTPException(404, f"The border {wanted} is not watched. There is: {known}.")
    return found


class Grounds:
    """The ground of each watched border, worked out when it is first looked at."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._made: dict[str, Ground] = {}

    def of(self, query: Mapping[str, str]) -> Ground:
        atlas = atlas_for(self._services, query)
        made = self._made.get(atlas.border)
        if made is None or made.atlas is not atlas:
            made = self._made[atlas.border] = Ground(atlas)
        return made

    @property
    def atlases(self) -> Sequence[Atlas]:
        return self._services.atlases()
