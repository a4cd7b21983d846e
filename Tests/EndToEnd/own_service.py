import pytest

from service import Service


@pytest.fixture
def own_service(tmp_path):
    """Starts services that a test may disturb."""
    started = []

    def start(networks=("acme",), state="state", **options):
        service = Service(tmp_path / state, networks, **options)
        started.append(service)
        return service

    yield start
    for service in started:
        if service.process.poll() is None:
            service.stop()
