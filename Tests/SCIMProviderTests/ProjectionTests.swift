internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.9: `attributes` and `excludedAttributes` in every answer that holds a resource.
struct ProjectionTests {
    /// What is asked for, and what the answer holds beside `schemas` and `id`.
    struct Row: CustomTestStringConvertible, Sendable {
        let parameter: String
        let names: String
        let expected: JSONObject

        var testDescription: String { "\(parameter)=\(names)" }
    }

    static let rows = [
        Row(parameter: "attributes", names: "label", expected: ["label": "L"]),
        Row(parameter: "attributes", names: "kind", expected: ["label": "L", "kind": "laptop"]),
        Row(
            parameter: "attributes",
            names: "urn:example:scim:2.0:Device:KIND",
            expected: ["label": "L", "kind": "laptop"]
        ),
        Row(parameter: "attributes", names: "place.floor", expected: ["label": "L", "place": ["floor": 1]]),
        Row(parameter: "attributes", names: "place.key", expected: ["label": "L", "place": ["key": "K"]]),
        Row(
            parameter: "attributes",
            names: "ports.type,report",
            expected: ["label": "L", "ports": [["type": "usb"], ["type": "lan"]], "report": "R"]
        ),
        Row(
            parameter: "attributes",
            names: "urn:example:scim:2.0:Repair:shop,remark",
            expected: ["label": "L", "urn:example:scim:2.0:Repair": ["shop": "S"]]
        ),
        Row(
            parameter: "attributes",
            names: "urn:example:scim:2.0:Repair",
            expected: ["label": "L", "urn:example:scim:2.0:Repair": device["urn:example:scim:2.0:Repair"] ?? [:]]
        ),
        // `label`, `id` and `schemas` are returned always; `report` and `place.key` on request alone.
        Row(
            parameter: "excludedAttributes",
            names: "meta,serial,place.building,ports,urn:example:scim:2.0:Repair:visits,label,id,schemas",
            expected: [
                "label": "L", "kind": "laptop", "place": ["floor": 1],
                "urn:example:scim:2.0:Warranty": device["urn:example:scim:2.0:Warranty"] ?? [:],
                "urn:example:scim:2.0:Repair": ["shop": "S"],
            ]
        ),
        Row(
            parameter: "excludedAttributes",
            names: "meta,serial,kind,place,ports,urn:example:scim:2.0:Warranty,urn:example:scim:2.0:Repair",
            expected: ["label": "L"]
        ),
    ]

    private static let device: JSONObject = [
        "schemas": ["urn:example:scim:2.0:Device", "urn:example:scim:2.0:Warranty"],
        "serial": "S", "label": "L", "kind": "laptop", "remark": "never", "report": "R",
        "place": ["building": "B", "floor": 1, "key": "K"],
        "ports": [["value": "1", "type": "usb"], ["value": "2", "type": "lan"]],
        "urn:example:scim:2.0:Warranty": ["until": "2030-01-01T00:00:00Z"],
        "urn:example:scim:2.0:Repair": ["shop": "S", "visits": [["value": "2024-01-01T00:00:00Z"]]],
    ]

    /// The requests that are answered with a resource or with a list of them.
    enum Asking: CaseIterable {
        case get, list, search, searchOfAll, post, put, patch

        func resource(of service: TestService, _ row: Row) -> JSONObject? {
            let query = [row.parameter: row.names]
            guard self != .post else {
                return service.send(.post, "/Devices", .object(device), query: query).object
            }
            let path = "/Devices/\(service.send(.post, "/Devices", .object(device)).id)"
            var search: JSONObject = ["schemas": [.string(TestService.messages + "SearchRequest")]]
            search[row.parameter] = .array(row.names.split(separator: ",").map { .string(String($0)) })
            let answer =
                switch self {
                case .get: service.get(path, query)
                case .list: service.get("/Devices", query)
                case .search: service.send(.post, "/Devices/.search", .object(search))
                case .searchOfAll: service.send(.post, "/.search", .object(search))
                case .put: service.send(.put, path, .object(device), query: query)
                default:
                    service.send(
                        .patch,
                        path,
                        TestService.patch([
                            ["op": "add", "path": "cores", "value": 0], ["op": "remove", "path": "cores"],
                        ]),
                        query: query
                    )
                }
            return answer.object["Resources"]?.array?.first?.object ?? answer.object
        }
    }

    @Test(arguments: rows, Asking.allCases)
    func `an answer holds what was asked for`(row: Row, asking: Asking) throws {
        var resource = try #require(asking.resource(of: TestService(), row))
        #expect(resource["id"] != nil && resource["schemas"]?.array?.count == 3)
        resource["id"] = nil
        resource["schemas"] = nil
        #expect(resource == row.expected)
    }
}
