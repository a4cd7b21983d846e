internal import SCIM

/// Reads the operations of a Bulk request into changes.
///
/// Resources get their identifiers before anything is made, so an operation can refer to what a later one makes, and two
/// can refer to each other.
struct BulkReader {
    private let provider: Provider
    private let call: Call
    private let values: ValueReader
    /// Where each `bulkId` is made.
    private var makers: [String: Int] = [:]
    private var ids: [String] = []

    init(_ operations: [BulkOperation], of provider: Provider, with values: ValueReader, _ call: Call) {
        self.provider = provider
        self.call = call
        self.values = values
        for (index, operation) in operations.enumerated() {
            // The same request, sent once more by the web server, makes the same resources.
            let requestID = call.operation(index).requestID
            ids.append(requestID.map { Identifier.make(for: $0) } ?? Identifier.make(at: call.time))
            if operation.method == "POST", let bulkID = operation.bulkID, makers[bulkID] == nil {
                makers[bulkID] = index
            }
        }
    }

    /// Reads one operation.
    func read(_ operation: BulkOperation, at index: Int) -> BulkStep {
        var references: [Int] = []
        let change = Result {
            try self.change(operation, at: index) { bulkID throws(SCIMError) in
                guard let maker = makers[bulkID] else {
                    throw .invalidValue("'bulkId:\(bulkID)' refers to no operation that makes a resource")
                }
                references.append(maker)
                return ids[maker]
            }
        }
        return BulkStep(operation: operation, change: change, references: references)
    }

    private func change(
        _ operation: BulkOperation,
        at index: Int,
        _ resolve: (String) throws(SCIMError) -> String
    ) throws -> Change {
        let call = call.operation(index)
        let preconditions = Preconditions(version: operation.version)
        let route = try Route(RequestPath(operation.path), call.network.resourceTypes)
        switch (operation.method, route) {
        case ("POST", .resources(let type)):
            guard let bulkID = operation.bulkID, !bulkID.isEmpty else {
                throw SCIMError.invalidSyntax("an operation that makes a resource must have a 'bulkId'")
            }
            guard makers[bulkID] == index else {
                throw SCIMError.invalidValue(
                    "the bulkId '\(bulkID)' belongs to another operation: each must have its own"
                )
            }
            let body = try operation.body().resolvingBulkReferences(resolve)
            return try provider.creation(
                of: type,
                from: body,
                id: ids[index],
                isOfRequest: true,
                reading: values,
                by: call.actor
            )
        case ("PUT", .resource(let type, let id)), ("PATCH", .resource(let type, let id)):
            let body = try operation.body().resolvingBulkReferences(resolve)
            let id = try resolved(id, resolve)
            let change =
                operation.method == "PUT"
                ? provider.replacement(of:id:with:if:reading:by:from:)
                : provider.modification(of:id:with:if:reading:by:from:)
            // Operations before this one may change what it is about.
            return try change(type, id, body, preconditions, values, call.actor, nil)
        case ("DELETE", .resource(let type, let id)):
            return provider.deletion(of: type, id: try resolved(id, resolve), if: preconditions, by: call.actor)
        case ("POST", _):
            throw SCIMError.invalidValue(
                "'\(operation.path)' must be the endpoint of a resource type to POST to, such as /Users"
            )
        case ("PUT", _), ("PATCH", _), ("DELETE", _):
            throw SCIMError.invalidValue(
                "'\(operation.path)' must be a resource to \(operation.method), such as /Users/ID"
            )
        default:
            throw SCIMError.invalidSyntax("'method' must be POST, PUT, PATCH or DELETE, not '\(operation.method)'")
        }
    }

    /// An identifier in a path, which may refer to what another operation makes.
    private func resolved(
        _ id: String,
        _ resolve: (String) throws(SCIMError) -> String
    ) throws(SCIMError) -> String {
        guard let bulkID = BulkReference.bulkID(in: id) else { return id }
        return try resolve(bulkID)
    }
}

extension BulkOperation {
    fileprivate func body() throws(SCIMError) -> JSONObject {
        guard let object = data?.object else { throw .invalidSyntax("to \(method), 'data' must be an object") }
        return object
    }
}
