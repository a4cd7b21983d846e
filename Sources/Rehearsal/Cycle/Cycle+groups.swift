internal import SCIM

extension Cycle {
    /// Makes the groups that people belong to, renames none, and deletes those to which nobody belongs any more.
    func provisionGroups(_ groups: ObjectMapping, _ cycle: Int) async throws {
        let names = Set(directory.people.flatMap { $0.list("groups") }).sorted()
        let links = try state.links(.group)
        var visits: [(desired: DesiredObject, link: Link)] = []
        for name in names {
            let desired = try DesiredObject(
                source: name,
                name: name,
                isInScope: true,
                isSoftDeleted: false,
                mapping: groups
            ) { ["displayName", "objectId"].contains($0) ? name : nil }
            let link = links[name] ?? Link(source: name, name: name)
            if link.isDue(desired.fingerprint, in: cycle) { visits.append((desired, link)) }
        }
        let vanished = links.values.filter { !names.contains($0.source) }.sorted { $0.source < $1.source }
        let gone = Set(vanished.map(\.source))
        await ledger.begin("groups", total: visits.count + vanished.count)
        try await forEach(visits) { visit in try await provision(visit.desired, visit.link, .group, cycle, gone: gone) }
        try await forEach(vanished) { link in try await forget(link, .group) }
    }
}
