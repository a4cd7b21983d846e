/// What a request is for besides SCIM itself: the web server says it, for locations of their own.
enum Endpoint: String {
    /// The figures of this process for Prometheus.
    case metrics
    /// Whether the process can do its work.
    case health
}
