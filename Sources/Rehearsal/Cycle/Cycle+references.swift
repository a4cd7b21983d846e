internal import SCIM

// References are told after both ends exist.
extension Cycle {
    /// Tells of every manager that is another one than was told last.
    func tellManagers() async throws {
        guard mapping.users.reference != nil else { return }
        let links = try state.links(.user)
        let visits = directory.people.compactMap { person -> (person: Person, link: Link)? in
            guard let link = links[person.id], hasNewManager(person, link) else { return nil }
            return (person, link)
        }
        await ledger.begin("managers", total: visits.count)
        try await forEach(visits) { visit in try await tellManager(of: visit.person, visit.link, links) }
    }

    /// Whether somebody's manager is another one than was told last; who is disabled is told of none.
    func hasNewManager(_ person: Person, _ link: Link) -> Bool {
        mapping.users.reference != nil && link.status == .provisioned && link.target != nil
            && manager(of: person) != link.manager
    }

    private func manager(of person: Person) -> String? {
        person["manager"].flatMap { directory.person(named: $0)?.id }
    }

    /// Tells of the manager of one person.
    func tellManager(of person: Person, _ link: Link, _ links: [String: Link]) async throws {
        guard let reference = mapping.users.reference, let target = link.target else { return }
        var link = link
        let manager = manager(of: person)
        let managerLink = manager.flatMap { links[$0] }
        let failure = try await perform(Action(.user, source: person.id, name: person.name)) {
            action throws(ServiceFailure) in
            action.kind = .setManager
            action.target = target
            guard manager == nil || managerLink?.target != nil else {
                action.kind = .skip
                action.note("Reference", "the manager is not provisioned, so the reference is not sent")
                return
            }
            try await retrying { () async throws(ServiceFailure) in
                try await sendManager(managerLink?.target, of: target, reference, isNew: link.manager == nil, &action)
            }
        }
        // One that is not provisioned yet is told as soon as it is.
        guard failure == nil, manager == nil || managerLink?.target != nil else { return }
        link.manager = manager
        try state.save(link, .user)
    }

    private func sendManager(
        _ manager: String?,
        of target: String,
        _ reference: TargetAttribute,
        isNew: Bool,
        _ action: inout Action
    ) async throws(ServiceFailure) {
        if let manager {
            // Entra looks whether the reference is there already, before it sends it.
            let filter = "id eq \(target.filterLiteral) and \(reference.text) eq \(manager.filterLiteral)"
            let request = ServiceRequest.search("/Users", filter, [("attributes", "id")])
            guard try ListAnswer(try await client.send(request), to: request).totalResults == 0 else {
                action.kind = .unchanged
                return
            }
        }
        action.changes = [(reference.text, nil, manager.map { .string($0) })]
        var patch = PatchDocument(options.dialect)
        let url = manager.map { client.tenant.url("/Users/\($0)") } ?? ""
        patch.setReference(reference, to: manager, url: url, isNew: isNew)
        _ = try await client.perform(ServiceRequest("PATCH", "/Users/\(target)", body: patch.json))
    }

    /// Tells of every membership that was not told yet, or is no more.
    func tellMembers() async throws {
        guard let reference = mapping.groups?.reference else { return }
        let users = try state.links(.user)
        let groups = try state.links(.group)
        let told = try state.members()
        var wanted: [String: Set<String>] = [:]
        for person in directory.people {
            guard let link = users[person.id], link.target != nil else { continue }
            // Who is out of scope gets into no group, and stays where they are.
            for group in person.list("groups")
            where link.status != .unassigned || told[group]?.contains(person.id) ?? false {
                wanted[group, default: []].insert(person.id)
            }
        }
        var batches: [(group: Link, people: [String], areMembers: Bool)] = []
        for group in groups.values.sorted(by: { $0.source < $1.source }) where group.target != nil {
            let now = wanted[group.source] ?? []
            var before = told[group.source] ?? []
            // Whose account is gone cannot be named; older state files still have them as members.
            let lost = before.filter { users[$0]?.target == nil }
            if !lost.isEmpty { try state.save(Array(lost), of: group.source, areMembers: false) }
            before.subtract(lost)
            for (people, areMembers) in [(before.subtracting(now), false), (now.subtracting(before), true)] {
                let sorted = people.sorted()
                for start in stride(from: 0, to: sorted.count, by: options.membersPerRequest) {
                    let batch = Array(sorted[start..<min(start + options.membersPerRequest, sorted.count)])
                    batches.append((group, batch, areMembers))
                }
            }
        }
        await ledger.begin("memberships", total: batches.count)
        try await forEach(batches) { batch in
            try await tell(batch.people, areMembers: batch.areMembers, of: batch.group, reference, users)
        }
    }

    private func tell(
        _ people: [String],
        areMembers: Bool,
        of group: Link,
        _ reference: TargetAttribute,
        _ users: [String: Link]
    ) async throws {
        let targets = people.compactMap { users[$0]?.target }
        let failure = try await perform(Action(.group, source: group.source, name: group.name)) {
            action throws(ServiceFailure) in
            action.kind = areMembers ? .addMembers : .removeMembers
            action.target = group.target
            action.changes = targets.map {
                (reference.text, areMembers ? nil : .string($0), areMembers ? .string($0) : nil)
            }
            var patch = PatchDocument(options.dialect)
            if areMembers { patch.add(targets, to: reference) } else { patch.remove(targets, from: reference) }
            let request = ServiceRequest("PATCH", "/Groups/\(group.target ?? "")", body: patch.json)
            _ = try await retrying { () async throws(ServiceFailure) in try await client.perform(request) }
        }
        guard failure == nil else { return }
        try state.save(people, of: group.source, areMembers: areMembers)
    }
}
