internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `POST /Users` (RFC 7644 §3.3).
    func create(_ type: ResourceType, _ call: Call) throws -> Pending {
        // A request that is sent once more is known by the unique value that it sends, or else by what it makes.
        let requestID = type.alwaysHasUniqueValue(in: call.network.settings) ? nil : call.requestID
        return try pending(
            creation(
                of: type,
                from: call.bodyObject(),
                id: requestID.map { Identifier.make(for: $0) } ?? Identifier.make(at: call.time),
                isOfRequest: requestID != nil,
                reading: values(for: call),
                restoresDisabled: true,
                by: call.actor
            ),
            .created,
            call
        )
    }

    /// `PUT /Users/{id}` (RFC 7644 §3.5.1).
    func replace(_ type: ResourceType, id: String, _ call: Call, _ reader: any ResourceReader) throws -> Pending {
        try pending(
            replacement(
                of: type,
                id: id,
                with: call.bodyObject(),
                if: Preconditions(call.request),
                reading: values(for: call),
                by: call.actor,
                from: reader
            ),
            .ok,
            call
        )
    }

    /// `PATCH /Users/{id}` (RFC 7644 §3.5.2); whoever changes one member of many is not sent all the others.
    func patch(_ type: ResourceType, id: String, _ call: Call, _ reader: any ResourceReader) throws -> Pending {
        try pending(
            modification(
                of: type,
                id: id,
                with: call.bodyObject(),
                if: Preconditions(call.request),
                reading: values(for: call),
                by: call.actor,
                from: reader
            ),
            .ok,
            maximumMembers: limits.maximumMembersInPatchAnswer,
            call
        )
    }

    /// `DELETE /Users/{id}` (RFC 7644 §3.6).
    func delete(_ type: ResourceType, id: String, _ call: Call) throws -> Pending {
        try pending(deletion(of: type, id: id, if: Preconditions(call.request), by: call.actor), .noContent, call)
    }

    /// Reads the values that a call sends; all passwords in it count together.
    func values(for call: Call) -> ValueReader {
        let budget = PasswordBudget(limit: limits.maximumPasswords)
        return ValueReader(resourceTypes: call.network.resourceTypes) { password throws(SCIMError) in
            try budget.hash(password)
        }
    }

    /// What is left to do of one change: to make it, and to answer with what the resource is then; with nothing when it is
    /// gone, or has more members than the answer shall hold.
    private func pending(
        _ change: Change,
        _ status: HTTPResponse.Status,
        maximumMembers: Int = .max,
        _ call: Call
    ) throws -> Pending {
        let rendering = try rendering(change.type, call)
        // Who asks for attributes by name is answered with them (RFC 7644 §3.5.2).
        let isLimited = maximumMembers < .max && rendering.relations.members && !rendering.projection.isOfNames
        return { answer in
            store.write(call.network) { writer -> (stored: StoredResource, isTooLarge: Bool)? in
                try charging(call.network, at: call.time) {
                    guard var stored = try change.perform(writer, PatchEffort()) else { return nil }
                    if isLimited, try writer.hasMoreMembers(than: maximumMembers, in: stored) { return (stored, true) }
                    try writer.load(rendering.relations, of: &stored)
                    return (stored, false)
                }
            } completion: { result in
                answer(
                    Result {
                        guard let (stored, isTooLarge) = try result.get() else {
                            let location = (HTTPField.Name.location, rendering.location(of: change.id))
                            return Response(status: .noContent, fields: [location], rows: 1)
                        }
                        let fields = rendering.fields(of: stored)
                        if isTooLarge { return Response(status: .noContent, fields: fields, rows: 1) }
                        return Response(status: status, fields: fields, body: try rendering.body(of: stored), rows: 1)
                    }
                )
            }
        }
    }
}
