"""The reader and its places, as the settings want them: light enough for a single command."""

from monitor.config.settings import Settings
from monitor.reading.places.gazetteer import Gazetteer, load_gazetteer
from monitor.reading.reader import Reader, load_reader

VOCABULARY = "vocabulary"


def places_of(settings: Settings) -> Gazetteer:
    """Load the shipped places and the user's."""
    return load_gazetteer([settings.places] if settings.places else [])


def reader_for(settings: Settings, places: Gazetteer) -> Reader:
    """Load the reader with the analysts' vocabulary, compiled anew only after an edit of it."""
    return load_reader([settings.rules / VOCABULARY], places=places, kept_in=settings.state)
