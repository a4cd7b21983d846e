internal import SCIM

/// What stands between the document and the ending of a resource: the same for all resources of an answer.
struct MetaFrame {
    private let bytes: [UInt8]

    init(of type: ResourceType, baseURL: String) {
        let beginning: StaticString = #","meta":{"location":""#
        var bytes: [UInt8] = []
        // Once, and not for each part; few of them need escapes.
        bytes.reserveCapacity(beginning.utf8CodeUnitCount + baseURL.utf8.count + type.endpoint.utf8.count + 1)
        bytes.append(literal: beginning)
        bytes.append(jsonCharacters: baseURL)
        bytes.append(jsonCharacters: type.endpoint)
        bytes.append(UInt8(ascii: "/"))
        self.bytes = bytes
    }

    /// Appends `meta` of a resource as its last member, and the closing brace of the resource.
    func write(_ ending: Span<UInt8>, into answer: inout [UInt8]) {
        // Not in the closure, for which a reference to the array would be counted with each resource.
        let beginning = bytes.span
        answer.append(addingCapacity: beginning.count + ending.count) { output in
            output.append(beginning)
            output.append(ending)
        }
    }
}
