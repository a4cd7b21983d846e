internal import SCIM

/// What `meta` is up to the identifier, with room for its times: the same for all resources of an answer.
struct MetaHead {
    private static let noTime = [UInt8](repeating: 0, count: DateTime.length)

    private let bytes: [UInt8]
    private let createdOffset: Int
    private let lastModifiedOffset: Int

    init(of type: ResourceType, baseURL: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        bytes.append(literal: #","meta":{"resourceType":"#)
        bytes.append(jsonText: type.name)
        bytes.append(literal: #","created":""#)
        createdOffset = bytes.count
        bytes.append(contentsOf: Self.noTime)
        bytes.append(literal: #"","lastModified":""#)
        lastModifiedOffset = bytes.count
        bytes.append(contentsOf: Self.noTime)
        bytes.append(literal: #"","location":""#)
        bytes.append(jsonCharacters: baseURL)
        bytes.append(jsonCharacters: type.endpoint)
        bytes.append(UInt8(ascii: "/"))
        self.bytes = bytes
    }

    /// Appends it with the times of a resource.
    func write(_ meta: Meta, into answer: inout [UInt8]) {
        let start = answer.count
        answer.append(contentsOf: bytes)
        meta.created.write(over: &answer, at: start + createdOffset)
        guard meta.lastModified != meta.created else {
            answer.copy(DateTime.length, from: start + createdOffset, to: start + lastModifiedOffset)
            return
        }
        meta.lastModified.write(over: &answer, at: start + lastModifiedOffset)
    }
}
