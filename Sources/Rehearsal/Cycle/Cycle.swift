internal import SCIM

/// One cycle of a provisioning job: what changed in the directory since the last one is told to the application.
///
/// Every step can be repeated: it reads how the application stands before it writes, so that neither a lost answer nor an
/// interruption repeats an action or loses one.
package struct Cycle: Sendable {
    let client: ServiceClient
    let mapping: Mapping
    let directory: Directory
    let state: JobState
    let options: CycleOptions
    let ledger: Ledger

    package init(
        _ client: ServiceClient,
        mapping: Mapping,
        directory: Directory,
        state: JobState,
        options: CycleOptions,
        ledger: Ledger
    ) {
        self.client = client
        self.mapping = mapping
        self.directory = directory
        self.state = state
        self.options = options
        self.ledger = ledger
    }

    /// Carries the cycle out; throws `Quarantine` when it has to stop.
    package func run() async throws {
        let number = try state.beginCycle()
        do {
            try await checkCredentials()
            try await provisionUsers(number)
            if let groups = mapping.groups { try await provisionGroups(groups, number) }
            try await tellManagers()
            if mapping.groups?.reference != nil { try await tellMembers() }
        } catch let quarantine as Quarantine {
            try state.quarantine("\(quarantine.code): \(quarantine.reason)")
            throw quarantine
        }
        try state.finishCycle(watermark: .now)
    }

    /// Asks for somebody who cannot be there, as every cycle begins.
    private func checkCredentials() async throws {
        do throws(ServiceFailure) {
            _ = try await retrying { () async throws(ServiceFailure) in
                try await search(.user, mapping.users.matching[0].target, value: Self.probe, [])
            }
        } catch {
            throw error.quarantine
                ?? Quarantine("EncounteredQuarantineException", "the endpoint cannot be asked: \(error.reason)")
        }
    }

    /// A value that nobody has.
    static let probe = "5b2e0a3c-4d7f-4f0e-9a1b-7c6d5e4f3a2b"

    /// Does something again while it fails in a way that may pass, later each time.
    func retrying<Result>(
        _ body: () async throws(ServiceFailure) -> Result
    ) async throws(ServiceFailure) -> Result {
        var attempt = 1
        while true {
            do throws(ServiceFailure) {
                return try await body()
            } catch {
                guard error.isTransient, attempt < options.attempts else { throw error }
                let delay = error.retryAfter ?? min(8, 0.1 * Double(1 << attempt))
                do {
                    try await Task.sleep(for: .seconds(delay))
                } catch {
                    throw ServiceFailure("Cancelled", "the cycle was stopped")
                }
            }
            attempt += 1
        }
    }

    /// The resources whose attribute has a value.
    func search(
        _ kind: ObjectKind,
        _ target: TargetAttribute,
        value: String,
        _ parameters: [(name: String, value: String)]
    ) async throws(ServiceFailure) -> [JSONObject] {
        let request = ServiceRequest.search(kind.endpoint, "\(target.text) eq \(value.filterLiteral)", parameters)
        return try ListAnswer(try await client.send(request), to: request).resources
    }

    /// Runs a body for every element, several at a time.
    func forEach<Element: Sendable>(
        _ elements: [Element],
        _ body: @escaping @Sendable (Element) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var rest = elements[...]
            for _ in 0..<client.settings.concurrency {
                guard let element = rest.popFirst() else { break }
                group.addTask { try await body(element) }
            }
            while try await group.next() != nil {
                guard let element = rest.popFirst() else { continue }
                group.addTask { try await body(element) }
            }
        }
    }

    /// Reads or changes the state within an action, which fails when that cannot be done.
    func remembering<Result>(_ body: () throws -> Result) throws(ServiceFailure) -> Result {
        do {
            return try body()
        } catch let failure as ServiceFailure {
            throw failure
        } catch {
            throw ServiceFailure("State", "\(error)")
        }
    }

    /// Carries out one action and takes it down, however it ends.
    func perform(
        _ action: consuming Action,
        _ body: (inout Action) async throws(ServiceFailure) -> Void
    ) async throws -> ServiceFailure? {
        let clock = ContinuousClock()
        let start = clock.now
        var action = action
        var failed: ServiceFailure?
        do throws(ServiceFailure) {
            try await body(&action)
        } catch {
            action.fail(error)
            failed = error
        }
        action.milliseconds = (clock.now - start).milliseconds
        try await ledger.record(action)
        if let quarantine = failed?.quarantine { throw quarantine }
        return failed
    }
}

extension Duration {
    /// The whole milliseconds.
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
