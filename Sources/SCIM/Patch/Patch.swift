/// The operations of a PATCH request, which succeed all or change nothing.
package struct Patch: Sendable {
    /// The operations on attributes, in their order.
    package let operations: [PatchOperation]
    /// The operations on members, in their order; they depend on no attribute.
    package let memberChanges: [MemberChange]

    /// Reads the body of a request on a resource of one type.
    package init(parsing body: JSON, of type: ResourceType, with reader: ValueReader) throws(SCIMError) {
        var patchReader = PatchReader(type: type, reader: reader)
        var operations: [PatchOperation] = []
        var memberChanges: [MemberChange] = []
        for operation in try patchReader.read(body) {
            if let change = try operation.memberChange(of: type.memberAttribute) {
                memberChanges.append(change)
            } else {
                operations.append(operation)
            }
        }
        self.operations = operations
        self.memberChanges = memberChanges
    }

    /// The attributes after all operations.
    package func applied(
        to attributes: JSONObject,
        of type: ResourceType,
        spending effort: PatchEffort = PatchEffort()
    ) throws(SCIMError) -> JSONObject {
        var patched = PatchedAttributes(attributes, spending: effort)
        for operation in operations {
            try operation.apply(to: &patched)
        }
        let result = patched.result
        try checkRequired(before: attributes, after: result, of: type)
        try type.checkRequiredPaths(before: attributes, after: result, isReplacement: false)
        try type.checkImmutable(before: attributes, after: result)
        return result
    }

    /// What was without a required attribute before may stay so: a schema that became stricter since must not keep
    /// anybody from being disabled.
    private func checkRequired(
        before: JSONObject,
        after: JSONObject,
        of type: ResourceType
    ) throws(SCIMError) {
        guard let missing = type.missingRequirement(in: after), type.missingRequirement(in: before) == nil else {
            return
        }
        guard !operations.contains(where: { $0.kind == .remove || $0.value == nil }) else {
            throw .mutability("'\(missing)' is required and cannot be removed")
        }
        throw .invalidValue("'\(missing)' is required: send it with the value")
    }
}
