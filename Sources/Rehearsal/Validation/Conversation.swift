package import SCIM

/// Requests to an endpoint and what has to hold of their answers: one test of a validator.
///
/// ```json
/// {"name": "Disable a user", "source": "scimvalidator, test 8", "variables": {"user": "jane.{random}@contoso.com"},
///  "steps": [
///    {"method": "POST", "path": "/Users", "body": {"schemas": ["…"], "userName": "{user}"}, "status": 201,
///     "keep": {"id": "id"}},
///    {"method": "PATCH", "path": "/Users/{id}", "body": {"…": "…"}, "status": [200, 204],
///     "stored": {"active": false}, "why": "who is disabled must stay readable"}]}
/// ```
///
/// `{name}` stands for a variable or for what an earlier step kept, `{NAME}` for the same in capitals, and `{random}` for
/// letters that no other run has.
package struct Conversation: Sendable {
    package let name: String
    /// Where the form of the requests was seen.
    package let source: String
    /// Whether a failure tells something without the endpoint being wrong.
    package let isInformational: Bool
    let variables: [(name: String, value: String)]
    let steps: [ConversationStep]
}

/// One request of a conversation.
struct ConversationStep: Sendable {
    let method: String
    let path: String
    let query: [(name: String, value: String)]
    let headers: [(name: String, value: String)]
    let body: JSON?
    /// The statuses that are right; without one, those of success.
    let statuses: [Int]
    /// What the answer has to hold.
    let answer: JSON?
    /// What the resource has to hold when it is read afterwards.
    let stored: JSON?
    /// Members of the answer that later steps use, by the names they use them under.
    let keep: [(name: String, member: String)]
    /// What to do about a failure, for whoever writes the endpoint.
    let why: String?
}

extension Conversation {
    /// Reads a file of one conversation, or of an array of them.
    package static func conversations(in file: JSONFile) throws(JSONFileError) -> [Conversation] {
        let document = try LocatedJSON(file)
        guard document.json.array != nil else { return [try Conversation(document)] }
        return try document.elements().map { element throws(JSONFileError) in try Conversation(element) }
    }

    private init(_ value: LocatedJSON) throws(JSONFileError) {
        try value.checkNames(["name", "source", "informational", "variables", "steps"])
        name = try value.requiredMember("name").text()
        source = try value.member("source")?.text() ?? ""
        isInformational = try value.member("informational")?.flag() ?? false
        variables = try value.member("variables")?.pairs() ?? []
        steps = try value.requiredMember("steps").elements()
            .map { step throws(JSONFileError) in
                try ConversationStep(step)
            }
    }
}

extension ConversationStep {
    fileprivate init(_ value: LocatedJSON) throws(JSONFileError) {
        try value.checkNames([
            "method", "path", "query", "headers", "body", "status", "answer", "stored", "keep", "why",
        ])
        method = try value.requiredMember("method").text()
        path = try value.requiredMember("path").text()
        query = try value.member("query")?.pairs() ?? []
        headers = try value.member("headers")?.pairs() ?? []
        body = value.json.object?["body"]
        statuses = try value.member("status")?.statuses() ?? []
        answer = value.member("answer")?.json
        stored = value.member("stored")?.json
        keep = try value.member("keep")?.pairs().map { (name: $0.name, member: $0.value) } ?? []
        why = try value.member("why")?.text()
    }
}

extension LocatedJSON {
    /// The members of an object whose values are text.
    fileprivate func pairs() throws(JSONFileError) -> [(name: String, value: String)] {
        guard let object = json.object else { throw error("an object of texts is needed, not \(json.kind)") }
        return try object.members.map { member throws(JSONFileError) in
            guard let text = member.value.string else { throw error("'\(member.name)' must be text") }
            return (member.name, text)
        }
    }

    fileprivate func statuses() throws(JSONFileError) -> [Int] {
        let statuses = (json.array ?? [json]).compactMap { $0.integer.map(Int.init) }
        guard !statuses.isEmpty else { throw error("a status or an array of them is needed, not \(json.kind)") }
        return statuses
    }
}
