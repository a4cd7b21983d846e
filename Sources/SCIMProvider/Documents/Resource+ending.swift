package import SCIM

extension Resource {
    /// The end of the resource as a plain GET sends it, from its identifier in `meta.location` on: all of `meta` that does
    /// not depend on the address of the service.
    ///
    /// It is stored beside `document`, for a page of a hundred resources has two times to be written of each. Identifiers
    /// are made here, of characters that JSON takes as they are.
    package var ending: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(id.utf8.count + Self.usualRest)
        bytes.append(utf8: id)
        bytes.append(literal: #"","resourceType":"#)
        bytes.append(jsonText: type.name)
        bytes.append(literal: #","created":""#)
        bytes.append(meta.created)
        bytes.append(literal: #"","lastModified":""#)
        bytes.append(meta.lastModified)
        bytes.append(literal: #"","version":"W/\""#)
        bytes.append(decimal: meta.version)
        bytes.append(literal: #"\""}}"#)
        return bytes
    }

    /// As many bytes as stand behind the identifier of most resources, at most.
    private static let usualRest = 160
}
