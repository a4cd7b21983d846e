internal import SCIM

extension Cycle {
    /// How Entra writes PATCH requests on demand, whatever the Tenant URL says.
    package static let onDemandDialect = Dialect.standard

    /// Provisions one person now, as Entra's "Provision on demand" does: always in the default dialect, and without the
    /// groups.
    package func provisionOnDemand(_ person: Person) async throws {
        var options = options
        options.dialect = Self.onDemandDialect
        let cycle = Cycle(
            client,
            mapping: mapping,
            directory: directory,
            state: state,
            options: options,
            ledger: ledger
        )
        try await cycle.checkAndProvision(person)
    }

    private func checkAndProvision(_ person: Person) async throws {
        await ledger.begin("on demand", total: 1)
        let links = try state.links(.user)
        let gone = Set(vanishedPeople(links).map(\.source))
        let link = links[person.id] ?? Link(source: person.id, name: person.name)
        try await provision(try desired(person), link, .user, 0, gone: gone)
        let told = try state.links(.user)
        if let link = told[person.id], hasNewManager(person, link) {
            await ledger.extend(by: 1)
            try await tellManager(of: person, link, told)
        }
    }
}
