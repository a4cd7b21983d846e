package import SCIM

extension StoredResource {
    /// Appends the resource as a document that an import takes: with its identifier, its members, and every attribute
    /// that a client could read if it asked, but without what is never returned and what the service makes itself.
    package func writeExport(of type: ResourceType, into bytes: inout [UInt8]) throws {
        if unsent == nil {
            bytes.append(contentsOf: document)
        } else {
            let resource = try resource(of: type)
            var whole: JSONObject = ["schemas": type.schemas(of: resource.attributes), "id": .string(resource.id)]
            for member in resource.attributes.members { whole.append(member) }
            type.readable.applied(to: whole, of: type).write(into: &bytes)
        }
        guard let attribute = type.memberAttribute, !members.isEmpty else { return }
        // The closing brace of the document makes room for what follows.
        bytes.removeLast()
        bytes.append(UInt8(ascii: ","))
        bytes.append(jsonText: attribute.name)
        bytes.append(UInt8(ascii: ":"))
        let separators = [UInt8(ascii: "[")] + Array(repeating: UInt8(ascii: ","), count: members.count - 1)
        for (separator, member) in zip(separators, members) {
            bytes.append(separator)
            var value: JSONObject = ["value": .string(member.id)]
            if let display = member.display { value["display"] = .string(display) }
            value.write(into: &bytes)
        }
        bytes.append(literal: "]}")
    }
}

extension ResourceType {
    /// All attributes that a client could read if it named them.
    fileprivate var readable: Projection {
        let whole = paths { $0.returned != .never && $0.mutability != .writeOnly }
        let parts = paths { $0.subAttributes.isEmpty && $0.returned == .request }
        return .only(Set((whole + parts).map { .attribute($0) }))
    }
}
