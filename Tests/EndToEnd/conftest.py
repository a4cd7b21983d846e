import uuid

import pytest

from needles import nothing_secret_is_left  # noqa: F401, a fixture
from own_service import own_service  # noqa: F401, a fixture
from service import Client, Service


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """The service that most tests share, with the networks acme and beta."""
    service = Service(tmp_path_factory.mktemp("shared state") / "state", ["acme", "beta"])
    # All tests together send more than a network may for long.
    for name in service.tenants:
        service.scimd("network", "set", name, "--request-rate", "0")
    yield service
    assert service.stop() == 0, service.errors()


@pytest.fixture
def acme(service):
    return service.client("acme")


@pytest.fixture
def beta(service):
    return service.client("beta")


@pytest.fixture
def fresh(service):
    """A client of a network in which nobody is yet."""
    name = f"n{uuid.uuid4().hex[:8]}"
    service.scimd("network", "create", name)
    token = service.scimd("token", "issue", name).stdout.splitlines()[-1]
    return Client(service.tenants["acme"][0].replace("/acme", f"/{name}"), token, service.ca)
