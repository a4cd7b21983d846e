/// The envelope of query results (RFC 7644 §3.4.2).
package enum ListResponse {
    package static let schema = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

    /// The members of the envelope before the resources, for results that are written one behind the other.
    package static func head(totalResults: Int, startIndex: Int?, itemsPerPage: Int) -> JSONObject {
        var object = JSONObject([
            .init(name: "schemas", value: .array([.string(schema)])),
            .init(name: "totalResults", value: .number(JSONNumber(totalResults))),
        ])
        if let startIndex {
            object.append(.init(name: "startIndex", value: .number(JSONNumber(startIndex))))
        }
        object.append(.init(name: "itemsPerPage", value: .number(JSONNumber(itemsPerPage))))
        return object
    }
}
