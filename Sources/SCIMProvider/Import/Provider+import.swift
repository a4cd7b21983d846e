internal import SCIM

extension Provider {
    /// Makes resources of documents as a client would send them, by the rules of POST; all are durable together.
    ///
    /// The `schemas` of a document say of which type it is. Gives the outcomes in the order of the documents.
    package func importDocuments(_ documents: [[UInt8]], into network: Network) throws -> [ImportOutcome] {
        let actor = Actor(tokenID: nil, requestID: nil, time: now())
        let documents = documents.map { bytes in
            Result { () throws(SCIMError) in try ImportedDocument(bytes, into: network, limits) }
        }
        // The operator may take the time that passwords take.
        let budget = PasswordBudget(limit: .max)
        let values = ValueReader(resourceTypes: network.resourceTypes) { password throws(SCIMError) in
            try budget.hash(password)
        }
        let changes = documents.map { document in
            Result { () throws(SCIMError) in
                let document = try document.get()
                let id = Identifier.make(at: actor.time)
                return try creation(of: document.type, from: document.body, id: id, reading: values, by: actor)
            }
        }
        return try store.write(network) { writer in
            try zip(documents, changes)
                .map { document, change in
                    do {
                        _ = try writer.attempt { try change.get().perform(writer) }
                        return .created
                    } catch let taken as TakenValue {
                        let isSame = try document.get().isStored(as: taken.owner, in: network, writer)
                        return isSame ? .present : .failed(taken.error)
                    } catch let error as SCIMError {
                        return .failed(error)
                    }
                }
        }
    }
}
