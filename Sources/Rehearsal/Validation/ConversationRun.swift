internal import SCIM

/// Carries out conversations, and cleans up behind them.
package struct ConversationRun: Sendable {
    /// What became of a conversation.
    package struct Outcome: Sendable {
        package let conversation: Conversation
        /// What went wrong, or `nil`.
        package let failure: Failure?
    }

    /// A step whose answer is not what it should be.
    package struct Failure: Error, Sendable {
        /// The request and its answer, as they were sent.
        package let exchange: String
        package let reason: String
        /// What to do about it.
        package let cure: String?
    }

    private let client: ServiceClient

    package init(_ client: ServiceClient) {
        self.client = client
    }

    /// Carries one conversation out.
    package func run(_ conversation: Conversation) async -> Outcome {
        var memory = Memory()
        for variable in conversation.variables { memory[variable.name] = memory.filled(variable.value) }
        var made: [String] = []
        var failure: Failure?
        do throws(Failure) {
            for step in conversation.steps { try await perform(step, &memory, &made) }
        } catch {
            failure = error
        }
        for path in made.reversed() { _ = try? await client.send(ServiceRequest("DELETE", path)) }
        return Outcome(conversation: conversation, failure: failure)
    }

    private func perform(
        _ step: ConversationStep,
        _ memory: inout Memory,
        _ made: inout [String]
    ) async throws(Failure) {
        var request = ServiceRequest(step.method, memory.filled(step.path))
        request.query = step.query.map { ($0.name, memory.filled($0.value)) }
        request.headers = step.headers.map { ($0.name, memory.filled($0.value)) }
        request.body = step.body?.mapTexts { memory.filled($0) }
        let answer = try await send(request)
        let id = answer.object?.value(ofFolded: "id")?.string
        if request.method == "POST", answer.status == 201, let id { made.append("\(request.path)/\(id)") }
        let fail = { (reason: String) in
            Failure(exchange: Self.text(request, answer), reason: reason, cure: step.why)
        }
        guard step.statuses.isEmpty ? answer.isSuccess : step.statuses.contains(answer.status) else {
            let wanted = step.statuses.isEmpty ? "success" : step.statuses.map(String.init).joined(separator: " or ")
            throw fail("the status is \(answer.status), and \(wanted) is expected")
        }
        if let expected = step.answer?.mapTexts({ memory.filled($0) }) {
            guard let json = answer.json else { throw fail("the answer is no JSON") }
            if let mismatch = json.mismatch(expected, at: "") { throw fail("in the answer, \(mismatch)") }
        }
        for (name, member) in step.keep {
            guard let value = answer.object?.value(ofFolded: member)?.string, !value.isEmpty else {
                throw fail("the answer has no '\(member)'")
            }
            memory[name] = value
        }
        if let expected = step.stored?.mapTexts({ memory.filled($0) }) {
            try await check(request.method == "POST" ? "\(request.path)/\(id ?? "")" : request.path, expected, step)
        }
    }

    /// Reads a resource again and compares what was stored.
    private func check(_ path: String, _ expected: JSON, _ step: ConversationStep) async throws(Failure) {
        let request = ServiceRequest("GET", path)
        let answer = try await send(request)
        let mismatch = answer.isSuccess ? (answer.json ?? .null).mismatch(expected, at: "") : "it cannot be read"
        guard let mismatch else { return }
        throw Failure(
            exchange: Self.text(request, answer),
            reason: "read again after \(step.method), \(mismatch)",
            cure: step.why
        )
    }

    private func send(_ request: ServiceRequest) async throws(Failure) -> ServiceAnswer {
        do throws(ServiceFailure) {
            return try await client.send(request)
        } catch {
            throw Failure(exchange: Self.text(request, nil), reason: error.reason, cure: error.recommendedAction)
        }
    }

    private static func text(_ request: ServiceRequest, _ answer: ServiceAnswer?) -> String {
        var lines = ["> \(request.method) \(request.path)\(request.query.isEmpty ? "" : "?" + request.encodedQuery)"]
        if let body = request.body { lines.append("> " + String(decoding: body.bytes, as: UTF8.self)) }
        guard let answer else { return lines.joined(separator: "\n") }
        lines.append("< \(answer.status) \(answer.headers["content-type"] ?? "")")
        if !answer.body.isEmpty { lines.append("< " + String(decoding: answer.body.prefix(2_000), as: UTF8.self)) }
        return lines.joined(separator: "\n")
    }
}

/// The variables of a conversation.
private struct Memory {
    private var values = ["random": String(UInt64.random(in: 0 ... .max), radix: 36)]

    subscript(name: String) -> String {
        get { values[name] ?? "" }
        set { values[name] = newValue }
    }

    /// Text with its `{names}` filled in.
    func filled(_ text: String) -> String {
        guard text.contains("{") else { return text }
        var result = text
        for (name, value) in values {
            result = result.replacing("{\(name)}", with: value)
                .replacing("{\(name.uppercased())}", with: value.uppercased())
        }
        return result
    }
}
