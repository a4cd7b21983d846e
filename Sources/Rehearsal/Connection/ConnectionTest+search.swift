internal import SCIM

extension ConnectionTest {
    /// Looks for somebody who cannot be there, and judges the answer.
    func search() async throws -> [Finding] {
        let request = ServiceRequest.search("/Users", "\(matching.text) eq \(Cycle.probe.filterLiteral)")
        do {
            return try await ServiceClient.withClient(tenant, token: token, settings: settings) { client in
                judge(try await client.send(request), to: request)
            }
        } catch let failure as ServiceFailure {
            return [.bad("Request", failure.reason, "Look into the log of the web server.")]
        }
    }

    private func judge(_ answer: ServiceAnswer, to request: ServiceRequest) -> [Finding] {
        let told = "GET /Users?filter=\(request.query.last?.value ?? "")"
        if let cure = Self.cure(of: answer.status) {
            return [.bad("Answer", "\(told) is answered with \(answer.status): \(answer.detail)", cure)]
        }
        guard let object = answer.object else {
            let cure = "Another page answers: does the Tenant URL end where /Users begins?"
            return [.bad("Answer", "\(told) is not answered with JSON, but with \(answer.detail)", cure)]
        }
        var findings: [Finding] = []
        let type = answer.headers["content-type"] ?? "nothing"
        if !type.hasPrefixIgnoringCase("application/scim+json") {
            findings.append(
                .doubtful("Content type", "the answer is \(type)", "Answer with Content-Type: application/scim+json.")
            )
        }
        guard let total = object.value(ofFolded: "totalResults")?.integer else {
            let cure = "Answer a ListResponse of RFC 7644 §3.4.2, with totalResults as a JSON number."
            return findings + [.bad("Answer", "\(told) is not answered with a list", cure)]
        }
        guard total == 0 else {
            let cure =
                "Does the endpoint read the parameter 'filter'? Entra would take each newcomer for somebody else."
            return findings + [.bad("Answer", "\(told) finds \(total) users, and nobody is called that", cure)]
        }
        if object.value(ofFolded: "Resources")?.array == nil {
            let cure = "Send \"Resources\": [] with an empty list as well."
            findings.append(.doubtful("Answer", "the empty list has no 'Resources'", cure))
        }
        return findings + [.good("Answer", "the token is accepted, and a search for nobody finds nobody")]
    }

    /// What to do about a status, or `nil` when it is the right one.
    private static func cure(of status: Int) -> String? {
        switch status {
        case 200: nil
        case 300..<400: "Entra follows no redirection: use the address that is redirected to as the Tenant URL."
        case 401: "The secret token is not accepted: issue a new one, and enter it whole and without spaces."
        case 403: "The token may not read users: give it the right to."
        case 404:
            "There is no /Users below the Tenant URL: does it end right? A search that finds nobody is 200, never 404."
        case 429: "The endpoint wants fewer requests; Entra needs 25 a second."
        case 502, 503, 504: "The web server runs, and the application behind it does not answer: look whether it runs."
        case 500...: "The application failed: its log tells why."
        default: "The search has to be answered with 200 and a list."
        }
    }
}
