"""All tests once more, in programs that were built with a sanitizer."""
