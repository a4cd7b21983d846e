internal import SCIM

/// A path below the Tenant URL, taken apart.
///
/// Empty segments, as of doubled or trailing slashes, do not count.
struct RequestPath {
    let text: String
    /// The version that the path starts with, if it does (RFC 7644 §3.13).
    let version: ProtocolVersion?
    let segments: ArraySlice<String>

    init(_ text: String) {
        self.text = text
        var segments = text.parts(separatedBy: UInt8(ascii: "/"))[...]
        version = segments.first.flatMap { ProtocolVersion(segment: $0) }
        if version != nil { segments.removeFirst() }
        self.segments = segments
    }

    /// Whether the path may be read without a secret token, as the service provider's configuration may (RFC 7644 §4).
    var isPublic: Bool {
        guard segments.count == 1, let first = segments.first else { return false }
        return first.hasSameBytes(as: "ServiceProviderConfig") && (version ?? .served) == .served
    }
}
