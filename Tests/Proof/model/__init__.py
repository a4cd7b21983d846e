"""A network as the RFCs have it, in memory, and what plays random operations on it and on scimd."""
