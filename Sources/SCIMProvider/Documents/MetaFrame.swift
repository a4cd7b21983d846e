internal import SCIM

/// What stands in `meta` beside times, identifier and version: the same for all resources of an answer.
struct MetaFrame {
    /// What stands before the time of creation, and between the time of the last change and the identifier.
    private let bytes: [UInt8]
    private let createdOffset: Int

    init(of type: ResourceType, baseURL: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        bytes.append(literal: #","meta":{"resourceType":"#)
        bytes.append(jsonText: type.name)
        bytes.append(literal: #","created":""#)
        createdOffset = bytes.count
        bytes.append(literal: #"","location":""#)
        bytes.append(jsonCharacters: baseURL)
        bytes.append(jsonCharacters: type.endpoint)
        bytes.append(UInt8(ascii: "/"))
        self.bytes = bytes
    }

    /// Appends `meta` of a resource as its last member, and the closing brace of the resource.
    ///
    /// Identifiers are made here, of characters that JSON takes as they are.
    func write(_ meta: Meta, id: Span<UInt8>, into answer: inout [UInt8]) {
        let created = meta.created.characters
        let lastModified = meta.lastModified == meta.created ? created : meta.lastModified.characters
        // Not in the closure, for which a reference to the array would be counted with each resource.
        let head = bytes.span.extracting(first: createdOffset)
        let middle = bytes.span.extracting(droppingFirst: createdOffset)
        answer.append(addingCapacity: bytes.count + id.count + Self.maximumRest) { output in
            output.append(head)
            output.append(created)
            output.append(literal: #"","lastModified":""#)
            output.append(lastModified)
            output.append(middle)
            output.append(id)
            output.append(literal: #"","version":"W/\""#)
            output.append(decimal: meta.version)
            output.append(literal: #"\""}}"#)
        }
    }

    /// As many bytes as both times, the longest version and the texts around them have at most.
    private static let maximumRest = 128
}
