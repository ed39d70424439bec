import pytest
import structlog


@pytest.fixture(autouse=True)
def logging_as_it_was():
    """Undo what a command set up: log lines must not go to a stream that is closed by then."""
    yield
    structlog.reset_defaults()
