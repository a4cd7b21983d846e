internal import Mustache
package import SCIM

/// The report of a cycle as a page of HTML, which needs nothing beside itself.
package struct ReportPage: Sendable {
    /// How many actions the page shows; a browser is no place for more.
    static let maximumActions = 5_000

    package let tenant: TenantURL
    package let mapping: String
    package let dialect: Dialect
    package let time: DateTime
    package let verdict: Verdict

    package init(
        tenant: TenantURL,
        mapping: String,
        dialect: Dialect,
        time: DateTime,
        verdict: Verdict
    ) {
        self.tenant = tenant
        self.mapping = mapping
        self.dialect = dialect
        self.time = time
        self.verdict = verdict
    }

    /// The page of what a ledger took down.
    package func html(_ ledger: Ledger) async throws -> String {
        let template = try MustacheTemplate(string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
        let failures = await ledger.failures.sorted { $0.value.count > $1.value.count }
        let counts = await ledger.counts
        // What went wrong is read first, what nothing was done for last.
        let actions = await ledger.actions.sorted { $0.rank < $1.rank }
        var content: [String: Any] = [
            "tenant": tenant.base, "mapping": mapping, "dialect": dialect.rawValue, "time": time.description,
            "verdict": verdict.text, "isBad": verdict.status != 0, "hasFailures": !failures.isEmpty,
            "numbers": Action.Kind.allCases.compactMap { kind -> [String: Any]? in
                guard let count = counts[kind], count > 0 else { return nil }
                return ["count": count, "title": kind.title]
            },
            "failures": failures.map { code, failure -> [String: Any] in
                [
                    "code": code, "count": failure.count, "example": failure.example,
                    "cure": ServiceFailure.recommendedAction(of: code),
                ]
            },
            "actions": actions.prefix(Self.maximumActions).map(\.content),
        ]
        if actions.count > Self.maximumActions { content["rest"] = actions.count - Self.maximumActions }
        return template.render(content)
    }
}

extension Action {
    fileprivate var rank: Int {
        if failure != nil { return 0 }
        return kind == .unchanged || kind == .skip ? 2 : 1
    }

    fileprivate var content: [String: Any] {
        [
            "name": name, "object": object.title,
            "kind": failure.map { "\(kind.rawValue): \($0.code)" } ?? kind.rawValue,
            "status": failure == nil ? "success" : "failure", "milliseconds": milliseconds,
            "hasChanges": !changes.isEmpty,
            "changes": changes.prefix(50)
                .map { name, old, new -> [String: Any] in
                    var change: [String: Any] = ["name": name, "new": new?.shown ?? "removed"]
                    // A section of a template is shown for whatever is there, empty text included.
                    change["old"] = old?.shown
                    return change
                },
            "steps": steps.map { ["name": $0.name, "description": $0.description] },
        ]
    }
}

extension JSON {
    /// The value as people read it.
    fileprivate var shown: String {
        string ?? String(decoding: bytes, as: UTF8.self)
    }
}
