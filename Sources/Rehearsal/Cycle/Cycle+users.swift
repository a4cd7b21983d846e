internal import SCIM

extension Cycle {
    /// What the application should know of somebody.
    func desired(_ person: Person) throws(EvaluationError) -> DesiredObject {
        let isInScope =
            (options.scope == .all || person.flag("assigned", default: false))
            && options.filter?.matches(person.attributes) ?? true
        let isSoftDeleted =
            !isInScope || !person.flag("accountEnabled", default: true) || person.flag("isSoftDeleted", default: false)
        return try DesiredObject(
            source: person.id,
            name: person.name,
            isInScope: isInScope,
            isSoftDeleted: isSoftDeleted,
            mapping: mapping.users
        ) { name in
            guard name != AttributeName.isSoftDeleted else { return isSoftDeleted ? "True" : "False" }
            return person[name]
        }
    }

    /// Tells of everybody who changed since the last cycle, and of those whom an earlier cycle failed for.
    func provisionUsers(_ cycle: Int) async throws {
        let links = try state.links(.user)
        var visits: [(desired: DesiredObject, link: Link)] = []
        var unusable: [(person: Person, error: EvaluationError)] = []
        for person in directory.people {
            do throws(EvaluationError) {
                let desired = try desired(person)
                let link = links[person.id] ?? Link(source: person.id, name: person.name)
                if link.isDue(desired.fingerprint, in: cycle) { visits.append((desired, link)) }
            } catch {
                unusable.append((person, error))
            }
        }
        let vanished = vanishedPeople(links)
        let gone = Set(vanished.map(\.source))
        try checkDeletions(
            visits.count { $0.desired.isSoftDeleted && $0.link.status == .provisioned }
                + vanished.count { $0.status == .provisioned || $0.status == .disabled }
        )
        await ledger.begin("users", total: visits.count + vanished.count + unusable.count)
        for (person, error) in unusable {
            _ = try await perform(Action(.user, source: person.id, name: person.name)) { _ throws(ServiceFailure) in
                throw ServiceFailure("InvalidMapping", "row \(person.line): \(error)")
            }
        }
        try await forEach(visits) { visit in try await provision(visit.desired, visit.link, .user, cycle, gone: gone) }
        try await forEach(vanished) { link in try await forget(link, .user) }
    }

    /// Who is remembered, and gone from the directory.
    func vanishedPeople(_ links: [String: Link]) -> [Link] {
        let known = Set(directory.people.map(\.id))
        return links.values.filter { !known.contains($0.source) }.sorted { $0.source < $1.source }
    }

    /// Holds a cycle back that would disable or delete more people than is plausible.
    private func checkDeletions(_ count: Int) throws(Quarantine) {
        guard let limit = options.accidentalDeletions, count > limit else { return }
        throw Quarantine(
            "TooManyDeletes",
            "\(count) people would be disabled or deleted, and the limit is \(limit); nothing was sent. If it is meant, "
                + "run again with --accidental-deletions \(count)"
        )
    }

    /// Tells of one object, and remembers that it was told; the accounts of those that are `gone` may be taken over.
    func provision(
        _ desired: DesiredObject,
        _ link: Link,
        _ kind: ObjectKind,
        _ cycle: Int,
        gone: Set<String>
    ) async throws {
        var link = link
        link.name = desired.name
        let old = link
        var told = link
        let failure = try await perform(Action(kind, source: desired.source, name: desired.name)) {
            action throws(ServiceFailure) in
            told = try await retrying { () async throws(ServiceFailure) in
                action.steps = []
                return try await tell(desired, old, kind, gone: gone, &action)
            }
            told.fingerprint = desired.fingerprint
            told.failures = 0
            try remembering { try state.save(told, kind) }
        }
        guard failure != nil else { return }
        // What was matched stays linked.
        var failed = try state.link(desired.source, kind) ?? link
        failed.name = desired.name
        failed.fingerprint = desired.fingerprint
        // Later each time: after 1, 2, 4, 8 cycles.
        failed.failures += 1
        failed.retryCycle = cycle + 1 << min(failed.failures - 1, 5)
        try state.save(failed, kind)
    }

    /// Deletes from the application what is gone from the directory, and forgets it.
    func forget(_ link: Link, _ kind: ObjectKind) async throws {
        let action = Action(kind, source: link.source, name: link.name)
        let failure = try await perform(action) { action throws(ServiceFailure) in
            action.target = link.target
            if let target = link.target, try remembering({ try state.source(of: target, kind) }) != link.source {
                action.kind = .skip
                action.note("Match", "the row came back under another identifier, and the account is that one's")
                return
            }
            guard let target = link.target, link.status == .provisioned || link.status == .disabled else {
                action.kind = .skip
                action.note(
                    "Scope",
                    "deleted in the directory; as the account was out of scope before, Entra does not delete it in the "
                        + "application"
                )
                return
            }
            action.kind = .delete
            try await retrying { () async throws(ServiceFailure) in
                try await delete(target, kind)
            }
            action.note("Delete", "deleted for good in the directory, so in the application")
        }
        // A failed deletion is tried again by the next cycle, as the object is still remembered.
        guard failure == nil else { return }
        try state.remove(link.source, kind)
    }
}
