/// What a request is for: the web server says it, for each of its locations.
enum Endpoint: String {
    /// SCIM itself, where the web server says nothing.
    case scim = ""
    /// The figures of this process for Prometheus.
    case metrics
    /// Whether the process can do its work.
    case health
}
