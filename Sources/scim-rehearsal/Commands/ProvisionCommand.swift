internal import ArgumentParser
internal import Foundation
internal import Rehearsal
internal import SCIM
internal import Terminal

/// `scim-rehearsal provision`.
struct ProvisionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provision",
        abstract: "Run a provisioning cycle: tell the application what changed in the directory.",
        discussion: """
            The first run is Entra's initial cycle, every further one with the same state an incremental cycle. People are \
            matched by the matching attributes in the order of their precedence, then created, updated where something \
            differs, disabled when unassigned or disabled, restored, and deleted when their row is gone.

            A mapping of your own is a file such as
              {"users": [
                {"target": "userName", "source": "ToLower([userPrincipalName])",
                 "match": 1},
                {"target": "active", "source": "Not([IsSoftDeleted])"},
                {"target": "emails[type eq \\"work\\"].value",
                 "source": "Coalesce([mail], [mobile])"},
                {"target": "title", "source": "\\"Member\\""},
                {"target":
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}],
               "groups": [
                {"target": "displayName", "source": "[displayName]", "match": 1},
                {"target": "members"}]}
            with the columns of the directory in brackets, constants in quotation marks, and the functions Coalesce, Join, \
            Not, Replace, SingleAppRoleAssignment, Switch, ToLower and ToUpper.

            Exit status: 0 all went well, 1 something failed or waits to be tried again, 2 Entra would put the job into quarantine.
            """
    )

    @OptionGroup var service: ServiceOptions
    @Option(help: ArgumentHelp("The people, as 'scim-rehearsal sample' writes them.", valueName: "file"))
    var directory: String
    @Option(help: ArgumentHelp("What was told so far; made when it is not there.", valueName: "file"))
    var state: String
    @OptionGroup var mapping: MappingOption
    @Option(
        help: ArgumentHelp(
            "How PATCH requests are written: default or aadOptscim062020; without it, the Tenant URL decides.",
            discussion: "As in Entra, they are aadOptscim062020 when the URL ends in ?aadOptscim062020."
        )
    )
    var dialect: Dialect?
    @Option(help: "Who is provisioned: assigned people, or all.")
    var scope = CycleOptions.Scope.assigned
    @Option(
        help: ArgumentHelp(
            "A further condition on people, as a SCIM filter over the columns.",
            discussion: #"For instance 'department eq "Sales" and not (country eq "CH")'."#
        )
    )
    var filter: String?
    @Option(help: ArgumentHelp("Provision this one person now, by userPrincipalName or objectId.", valueName: "user"))
    var onDemand: String?
    @Option(help: "How many people one cycle may disable or delete before it is held back.")
    var accidentalDeletions = 500
    @Flag(help: "Forget whom everybody is in the application, and match anew.")
    var restart = false
    @Option(help: ArgumentHelp("Append every action to this file, a line of JSON each.", valueName: "file"))
    var report: String?
    @Option(help: ArgumentHelp("Write the actions to this file as a page of HTML.", valueName: "file"))
    var html: String?

    func run() async throws {
        let options = try options(service.tenant())
        try checkPage()
        let people = try people()
        let mapping = try mapping.load()
        try people.check(mapping)
        let person = try onDemand.map { name in
            guard let person = people.person(named: name) else {
                throw ValidationError("'\(name)' is nobody in \(directory)")
            }
            return person
        }
        try await service.withClient { try await provision(people, person, mapping, options, with: $0) }
    }

    private func provision(
        _ people: Directory,
        _ person: Person?,
        _ mapping: Mapping,
        _ options: CycleOptions,
        with client: ServiceClient
    ) async throws {
        let job = try JobState(path: state, tenant: client.tenant)
        if restart { try job.restart() }
        if let reason = try job.quarantineReason() {
            StandardError.write("the job was in quarantine (\(reason)); it is tried again now")
        }
        let bar = ProgressBar()
        let ledger = Ledger(report: try reportFile(), keepsActions: html != nil || person != nil) { progress in
            bar.show(progress.phase, done: progress.done, total: progress.total)
        }
        let cycle = Cycle(
            client,
            mapping: mapping,
            directory: people,
            state: job,
            options: options,
            ledger: ledger
        )
        var quarantine: Quarantine?
        do {
            defer { bar.close() }
            if let person { try await cycle.provisionOnDemand(person) } else { try await cycle.run() }
        } catch let error as Quarantine {
            quarantine = error
        }
        if person != nil { await tellSteps(ledger) }
        let failures = await ledger.failureCount
        let verdict: Verdict
        if let quarantine {
            verdict = Verdict(quarantine)
        } else if let person {
            verdict = Verdict(onDemand: person.name, failures: failures)
        } else {
            verdict = Verdict(cycle: try job.cycle(), failures: failures, waiting: try job.waiting(mapping.kinds))
        }
        let dialect = person == nil ? options.dialect : Cycle.onDemandDialect
        try await conclude(ledger, verdict, mapping, dialect, client.tenant)
    }

    private func conclude(
        _ ledger: Ledger,
        _ verdict: Verdict,
        _ mapping: Mapping,
        _ dialect: Dialect,
        _ tenant: TenantURL
    ) async throws {
        print(await CycleTable(ledger))
        print(verdict.text)
        if let html {
            let page = ReportPage(
                tenant: tenant,
                mapping: mapping.name,
                dialect: dialect,
                time: .now,
                verdict: verdict
            )
            try await Data(page.html(ledger).utf8).write(to: URL(filePath: html))
        }
        guard verdict.status == 0 else { throw ExitCode(verdict.status) }
    }

    private func tellSteps(_ ledger: Ledger) async {
        for action in await ledger.actions {
            print("\(action.kind.rawValue) \(action.name)")
            for step in action.steps { print("  \(step.isSuccess ? "✓" : "✗") \(step.name): \(step.description)") }
            for change in action.changes {
                let old = change.old.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "nothing"
                let new = change.new.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "nothing"
                print("    \(change.name): \(old) → \(new)")
            }
        }
    }

    private func options(_ tenant: TenantURL) throws -> CycleOptions {
        var options = CycleOptions()
        options.dialect = dialect ?? tenant.dialect
        options.scope = scope
        options.accidentalDeletions = accidentalDeletions
        do {
            options.filter = try filter.map { try CycleOptions.filter(parsing: $0) }
        } catch {
            throw ValidationError("--filter cannot be used: \(error)")
        }
        return options
    }

    private func people() throws -> Directory {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: directory))
        } catch {
            throw ValidationError("the directory '\(directory)' cannot be read: \(error.localizedDescription)")
        }
        do {
            return try Directory(parsing: Array(bytes))
        } catch {
            throw UnusableInput("'\(directory)' cannot be used, and nothing was sent:\n\(error)")
        }
    }

    /// Refuses to begin a cycle whose page could not be written at its end.
    private func checkPage() throws {
        guard let html else { return }
        let folder = URL(filePath: html).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw ValidationError("the page '\(html)' cannot be written: is there the folder, and is it yours?")
        }
    }

    private func reportFile() throws -> FileHandle? {
        guard let report else { return nil }
        if !FileManager.default.fileExists(atPath: report) {
            guard FileManager.default.createFile(atPath: report, contents: nil) else {
                throw ValidationError("the report '\(report)' cannot be written: is there the folder?")
            }
        }
        let file = try FileHandle(forWritingTo: URL(filePath: report))
        try file.seekToEnd()
        return file
    }
}

extension Dialect: ExpressibleByArgument {}
extension CycleOptions.Scope: ExpressibleByArgument {}
