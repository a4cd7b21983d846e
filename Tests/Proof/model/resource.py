"""A resource as the model keeps it."""


class Resource:
    """Dates are those the service has told; None until it has."""

    def __init__(self, kind, id, order):
        self.kind = kind
        self.id = id
        self.order = order
        self.attributes = {}
        self.members = {}
        self.version = 1
        self.created = None
        self.modified = None
        self.earlier = None
        self.password = None

    @property
    def tag(self):
        return f'W/"{self.version}"'
