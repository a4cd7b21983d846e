internal import SCIM

extension Provider {
    /// Makes resources of documents as a client would send them, by the rules of POST; all are durable together.
    ///
    /// The `schemas` of a document say of which type it is; an identifier that is one of scimd's own is kept. Gives the
    /// outcomes in the order of the documents.
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
                return try creation(
                    of: document.type,
                    from: document.body,
                    id: document.id ?? Identifier.make(at: actor.time),
                    isExported: document.id != nil,
                    reading: values,
                    by: actor
                )
            }
        }
        return try store.write(network) { writer in
            try zip(documents, changes)
                .map { document, change in
                    do {
                        if let present = try document.get().outcome(in: network, writer) { return present }
                        _ = try writer.attempt { try change.get().perform(writer, PatchEffort()) }
                        return .created
                    } catch let taken as TakenValue {
                        let document = try document.get()
                        // Whoever is there has another identifier than others know from the export.
                        let isSame = try document.id == nil && document.isStored(as: taken.owner, in: network, writer)
                        return isSame ? .present : .failed(taken.error)
                    } catch let error as SCIMError {
                        return .failed(error)
                    }
                }
        }
    }
}

extension ImportedDocument {
    /// What is to be told when the document's identifier belongs to a resource already, `nil` when it is free.
    fileprivate func outcome(in network: Network, _ reader: any ResourceReader) throws -> ImportOutcome? {
        guard let id, try reader.typeName(of: id) != nil else { return nil }
        guard try isStored(as: id, in: network, reader) else {
            return .failed(
                .uniqueness("the id '\(id)' belongs to another resource already, or to an earlier state of it")
            )
        }
        return .present
    }
}
