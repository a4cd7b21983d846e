internal import SCIM

extension Provider {
    /// Makes resources of documents as a client would send them, by the rules of POST; all are durable together.
    ///
    /// The `schemas` of a document say of which type it is. Gives the outcomes in the order of the documents.
    package func importDocuments(_ documents: [[UInt8]], into network: Network) throws -> [ImportOutcome] {
        let actor = Actor(tokenID: nil, requestID: nil, time: now())
        // The operator may take the time that passwords take.
        let budget = PasswordBudget(limit: .max)
        let values = ValueReader(resourceTypes: network.resourceTypes) { password throws(SCIMError) in
            try budget.hash(password)
        }
        let changes = documents.map { document in
            Result { () throws(SCIMError) in try importing(document, into: network, reading: values, by: actor) }
        }
        return try store.write(network) { writer in
            try changes.map { change in
                do {
                    _ = try writer.attempt { try change.get().perform(writer) }
                    return .created
                } catch is TakenValue {
                    return .present
                } catch let error as SCIMError {
                    return .failed(error)
                }
            }
        }
    }

    private func importing(
        _ document: [UInt8],
        into network: Network,
        reading values: ValueReader,
        by actor: Actor
    ) throws(SCIMError) -> Change {
        let body = try JSONObject(body: document)
        let schemas = body["schemas"]?.array?.compactMap(\.string) ?? []
        let type = network.resourceTypes.all.first { type in
            schemas.contains { $0.equalsIgnoringCase(type.schema.id) }
        }
        guard let type else {
            throw .invalidValue("'schemas' names the schema of no resource type that the network has")
        }
        return try creation(of: type, from: body, id: Identifier.make(at: actor.time), reading: values, by: actor)
    }
}
