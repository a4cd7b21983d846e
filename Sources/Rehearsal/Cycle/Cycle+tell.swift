internal import SCIM

extension Cycle {
    /// Brings one object of the application to what is desired: reads or finds it, then creates, changes or leaves it.
    func tell(
        _ desired: DesiredObject,
        _ link: Link,
        _ kind: ObjectKind,
        gone: Set<String>,
        _ action: inout Action
    ) async throws(ServiceFailure) -> Link {
        var link = link
        action.target = link.target
        action.note("Import", "row of \(desired.name) read; \(desired.isInScope ? "in scope" : "not in scope")")
        guard let current = try await current(desired, &link, kind, gone: gone, &action) else {
            guard !desired.isSoftDeleted else {
                action.kind = .skip
                action.note("Scope", "disabled or out of scope, and never provisioned: nothing is sent")
                return link
            }
            try await create(desired, &link, kind, &action)
            return link
        }
        try await change(current, to: desired, &link, kind, &action)
        return link
    }

    private func objectMapping(_ kind: ObjectKind) -> ObjectMapping {
        kind == .group ? mapping.groups ?? mapping.users : mapping.users
    }

    /// Entra never asks for the members of a group it does not need.
    private func parameters(_ kind: ObjectKind) -> [(name: String, value: String)] {
        kind == .group ? [("excludedAttributes", "members")] : []
    }

    /// The object as the application has it, or `nil` when it does not know it.
    private func current(
        _ desired: DesiredObject,
        _ link: inout Link,
        _ kind: ObjectKind,
        gone: Set<String>,
        _ action: inout Action
    ) async throws(ServiceFailure) -> JSONObject? {
        if let target = link.target {
            let request = ServiceRequest("GET", "\(kind.endpoint)/\(target)", query: parameters(kind))
            let answer = try await client.send(request)
            guard answer.status != 404 else {
                throw ServiceFailure(
                    "InvalidAnchor",
                    "\(request.path) is gone from the application: only a restart of provisioning matches it anew"
                )
            }
            guard answer.isSuccess else { throw ServiceFailure(answer, to: request) }
            guard let object = answer.object else {
                throw ServiceFailure("UnexpectedAnswer", "\(request.path) was not answered with a JSON object")
            }
            action.note("Read", "the linked account was read")
            return object
        }
        // Who is disabled from the start is looked for only when a row is gone, for its account may be theirs.
        guard !desired.isSoftDeleted || !gone.isEmpty else { return nil }
        return try await match(desired, &link, kind, gone: gone, &action)
    }

    /// Looks for the object by each matching attribute in turn, until one finds it.
    ///
    /// What is found is linked before anything is written to it, so that no two rows write to one account.
    private func match(
        _ desired: DesiredObject,
        _ link: inout Link,
        _ kind: ObjectKind,
        gone: Set<String>,
        _ action: inout Action
    ) async throws(ServiceFailure) -> JSONObject? {
        var asked = 0
        for mapping in objectMapping(kind).matching {
            guard let value = desired.values.first(where: { $0.mapping == mapping })?.value.string else { continue }
            asked += 1
            let found = try await search(kind, mapping.target, value: value, parameters(kind))
            guard found.count <= 1 else {
                throw ServiceFailure(
                    "DuplicateTargetEntries",
                    "\(found.count) accounts have \(mapping.target.text) '\(value)'"
                )
            }
            guard let resource = found.first else { continue }
            guard let id = resource.value(ofFolded: "id")?.string, !id.isEmpty else {
                throw ServiceFailure("UnexpectedAnswer", "the account with \(mapping.target.text) '\(value)' has no id")
            }
            let holder = try remembering { try state.source(of: id, kind) }
            let isTheirs = holder.map { $0 == desired.source || gone.contains($0) } ?? false
            guard isTheirs || !desired.isSoftDeleted else { return nil }
            let known = link
            link = try remembering { try state.claim(id, for: known, kind, gone: gone) }
            action.target = id
            action.note("Match", "found by \(mapping.target.text) '\(value)'")
            return resource
        }
        guard asked > 0 || desired.isSoftDeleted else {
            throw ServiceFailure(
                "InvalidMapping",
                "none of the matching attributes has a value, so nobody can be found"
            )
        }
        action.note("Match", "nobody has \(asked == 1 ? "the matching value" : "one of the matching values")")
        return nil
    }

    private func create(
        _ desired: DesiredObject,
        _ link: inout Link,
        _ kind: ObjectKind,
        _ action: inout Action
    ) async throws(ServiceFailure) {
        action.kind = .create
        action.changes = desired.values.map { ($0.mapping.target.text, nil, $0.value) }
        let request = ServiceRequest("POST", kind.endpoint, body: .object(desired.document(kind)))
        let answer = try await client.perform(request)
        guard answer.status == 201, let id = answer.object?.value(ofFolded: "id")?.string, !id.isEmpty else {
            throw ServiceFailure(
                "UnexpectedAnswer",
                "POST \(kind.endpoint) was answered with \(answer.status) and "
                    + "\(answer.object == nil ? "no JSON object" : "a resource"); 201 and a resource with an id are expected"
            )
        }
        link.target = id
        link.status = .provisioned
        action.target = id
        action.note("Create", "created as \(id)")
    }

    private func change(
        _ resource: JSONObject,
        to desired: DesiredObject,
        _ link: inout Link,
        _ kind: ObjectKind,
        _ action: inout Action
    ) async throws(ServiceFailure) {
        let active = objectMapping(kind).active
        let wasDisabled = link.status == .disabled || link.status == .unassigned
        link.status = desired.isSoftDeleted ? (desired.isInScope ? .disabled : .unassigned) : .provisioned
        guard let target = link.target else { return }
        if desired.isSoftDeleted, active == nil {
            // What cannot be disabled is deleted.
            action.kind = .delete
            try await delete(target, kind)
            link.target = nil
            link.status = .absent
            link.manager = nil
            action.note("Delete", "not to be active, and the mapping has no attribute 'active'")
            return
        }
        let changes = desired.changes(in: resource, active: active)
        action.changes = changes.map { ($0.target.text, $0.old, $0.new) }
        guard !changes.isEmpty else {
            action.kind = .unchanged
            return
        }
        action.kind = desired.isSoftDeleted ? .disable : wasDisabled ? .restore : .update
        var patch = PatchDocument(options.dialect)
        patch.set(changes)
        _ = try await client.perform(ServiceRequest("PATCH", "\(kind.endpoint)/\(target)", body: patch.json))
        action.note(action.kind.rawValue, "\(changes.count) attribute\(changes.count == 1 ? "" : "s") sent")
    }

    /// Deletes a resource; one that is gone already is what was wanted.
    func delete(_ target: String, _ kind: ObjectKind) async throws(ServiceFailure) {
        let request = ServiceRequest("DELETE", "\(kind.endpoint)/\(target)")
        let answer = try await client.send(request)
        guard answer.isSuccess || answer.status == 404 else { throw ServiceFailure(answer, to: request) }
    }
}
