"""What the model expects, and what it must be told."""


class Expected:
    """What an answer must be; the body is compared as JSON, lists of members and groups in any order."""

    def __init__(self, status, body=None, tag=None, location=None, cursors=None):
        self.status = status
        self.body = body
        self.tag = tag
        self.location = location
        # Of a page by cursor: what must be there, and what may be.
        self.cursors = cursors


class Learnt:
    """What the service alone can know, as its answer tells: identifiers of what a request makes, and those of a page."""

    def __init__(self, identifiers, page=()):
        self.identifiers = list(identifiers)
        self.page = list(page)
