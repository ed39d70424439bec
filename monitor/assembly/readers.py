"""The reader and its places, as the settings want them: light enough for a single command."""

from monitor.config.settings import Settings
from monitor.reading.ahead import Ahead
from monitor.reading.gazetteer import Gazetteer, load_gazetteer
from monitor.reading.reader import Reader, load_reader
from monitor.reading.second_reader import Setting

VOCABULARY = "vocabulary"


def places_of(settings: Settings) -> Gazetteer:
    """Load the shipped places and the user's."""
    return load_gazetteer([settings.places] if settings.places else [])


def reader_for(settings: Settings, places: Gazetteer) -> Reader:
    """Load the reader with the analysts' vocabulary, compiled anew only after an edit of it."""
    folder = settings.rules / VOCABULARY
    folders = [folder] if folder.is_dir() else []
    return load_reader(folders, places=places, kept_in=settings.state)


def ahead_for(settings: Settings) -> Ahead:
    """Return what reads beside this process, made of the same folders."""
    folder = settings.rules / VOCABULARY
    return Ahead(
        Setting(
            vocabulary=(str(folder),) if folder.is_dir() else (),
            places=(str(settings.places),) if settings.places else (),
            kept_in=str(settings.state),
        )
    )
