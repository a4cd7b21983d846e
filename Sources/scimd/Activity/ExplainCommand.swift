internal import ArgumentParser
internal import SCIM
internal import SCIMProvider
internal import SCIMStore

/// `scimd explain`: what a failure means, and what to change.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a refused request means, and what the customer's administrator should change.",
        discussion: """
            Takes the number of an entry that 'scimd activity' shows, the text of an error that somebody saw, or the name of \
            an explanation:
              scimd explain 1234
              scimd explain --text '{"schemas":[…],"status":"400","scimType":"invalidPath","detail":"…"}'
              scimd explain network-silent
            """
    )

    @Argument(help: ArgumentHelp("The number of an entry, or the name of an explanation.", valueName: "entry"))
    var entry: String?
    @Option(
        help: ArgumentHelp("The text of an error, or the whole error document as a portal shows it.", valueName: "text")
    )
    var text: String?
    @Option(help: ArgumentHelp("The HTTP status that came with the text.", valueName: "code"))
    var status: Int?
    @Flag(help: "List all explanations.")
    var list = false
    @OptionGroup var store: StoreOptions

    func validate() throws {
        let count = (entry == nil ? 0 : 1) + (text == nil && status == nil ? 0 : 1) + (list ? 1 : 0)
        guard count == 1 else {
            throw ValidationError("name one thing to explain: a number, a name, --text or --status, or --list")
        }
    }

    func run() throws {
        if list {
            for explanation in Explanation.all { print("\(explanation.name): \(explanation.symptom)") }
        } else if let entry, let number = Int64(entry.drop { $0 == "#" }) {
            try explain(number)
        } else if let entry {
            guard let explanation = Explanation.named(entry) else {
                throw ValidationError("there is no explanation '\(entry)': 'scimd explain --list' names all")
            }
            print(explanation.text)
        } else {
            tell(Failure(told: text ?? "", status: status))
        }
    }

    private func explain(_ number: Int64) throws {
        guard let (network, entry) = try store.open().entry(number) else {
            throw ValidationError("there is no entry \(number): 'scimd activity NETWORK' shows their numbers")
        }
        print("network \(network.name), \(entry.text)\n")
        switch entry.event {
        case .change:
            print("This change was carried out; there is nothing to mend.")
        case .refusal(let refusal):
            tell(
                Failure(
                    status: refusal.error.status,
                    scimType: refusal.error.scimType?.rawValue,
                    target: refusal.target,
                    detail: refusal.error.detail
                )
            )
        }
    }

    private func tell(_ failure: Failure) {
        guard let explanation = Explanation.of(failure) else {
            return print(
                "There is no explanation of this; the text of the error names cause and cure. If you have the whole error "
                    + "document, with 'status' and 'scimType', give that to --text."
            )
        }
        print(explanation.text)
    }
}

extension Failure {
    /// What somebody has seen: an error document (RFC 7644 §3.12), or only its text.
    fileprivate init(told text: String, status: Int?) {
        guard case .object(let document)? = try? JSON(parsing: Array(text.utf8)) else {
            self.init(status: status, detail: text)
            return
        }
        self.init(
            status: status ?? document["status"]?.string.flatMap { Int($0) },
            scimType: document["scimType"]?.string,
            detail: document["detail"]?.string ?? ""
        )
    }
}

extension Explanation {
    fileprivate var text: String {
        "What is seen:   \(symptom)\nWhy:            \(cause)\nWhat to change: \(cure)\n(\(name))"
    }
}
