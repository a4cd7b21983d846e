/// The operations of a PATCH request, which succeed all or change nothing.
package struct Patch: Sendable {
    package let operations: [PatchOperation]

    package init(operations: [PatchOperation]) {
        self.operations = operations
    }

    /// Reads the body of a request on a resource of one type.
    package init(parsing body: JSON, of type: ResourceType, with reader: ValueReader) throws(SCIMError) {
        var patchReader = PatchReader(type: type, reader: reader)
        operations = try patchReader.read(body)
    }

    /// The attributes after all operations, in their order.
    package func applied(to attributes: JSONObject, of type: ResourceType) throws(SCIMError) -> JSONObject {
        var result = attributes
        for operation in operations {
            try operation.apply(to: &result)
        }
        try type.checkRequired(result)
        try type.checkImmutable(before: attributes, after: result)
        return result
    }
}
