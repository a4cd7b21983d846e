package import SCIM

/// A request to the SCIM endpoint.
package struct ServiceRequest: Sendable {
    package var method: String
    /// The path below the Tenant URL.
    package var path: String
    /// Names and values of the query, not encoded.
    package var query: [(name: String, value: String)] = []
    package var headers: [(name: String, value: String)] = []
    package var body: JSON?

    init(_ method: String, _ path: String, query: [(name: String, value: String)] = [], body: JSON? = nil) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
    }

    /// A search for resources by one comparison; Entra compares with `eq` alone.
    static func search(
        _ path: String,
        _ filter: String,
        _ parameters: [(name: String, value: String)] = []
    ) -> ServiceRequest {
        ServiceRequest("GET", path, query: parameters + [("filter", filter)])
    }

    /// The query as it stands in the URL, spaces as `+`, like Entra's.
    var encodedQuery: String {
        query.map { "\($0.name.formEncoded)=\($0.value.formEncoded)" }.joined(separator: "&")
    }
}

extension String {
    /// The text in the encoding of forms.
    fileprivate var formEncoded: String {
        var encoded: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: " "): encoded.append(UInt8(ascii: "+"))
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: encoded.append(byte)
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): encoded.append(byte)
            default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}

extension String {
    /// The text as a literal of a filter.
    var filterLiteral: String {
        String(decoding: JSON.string(self).bytes, as: UTF8.self)
    }
}
