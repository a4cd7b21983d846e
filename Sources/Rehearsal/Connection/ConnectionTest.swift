internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import SCIM

/// What "Test Connection" does in Entra's portal, and on failure a look at every part on the way: name, port, TLS, token
/// and answer.
package struct ConnectionTest: Sendable {
    private let tenant: TenantURL
    private let token: String
    private let settings: ServiceClient.Settings
    private let matching: TargetAttribute

    /// A test that looks for nobody by the first matching attribute of a mapping.
    package init(_ tenant: TenantURL, token: String, settings: ServiceClient.Settings, mapping: Mapping) {
        self.tenant = tenant
        self.token = token
        self.settings = settings
        matching = mapping.users.matching[0].target
    }

    /// Carries the test out, and tells each finding as soon as it is there; says whether Entra would be content.
    package func run(_ tell: (Finding) -> Void) async throws -> Bool {
        var isGood = true
        for step in [name, encryption, search] {
            for finding in try await step() {
                tell(finding)
                if finding.verdict == .bad { isGood = false }
            }
            guard isGood else { return false }
        }
        return isGood
    }

    private func name() async throws -> [Finding] {
        do {
            let address = try SocketAddress.makeAddressResolvingHost(tenant.host, port: tenant.port)
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(10)).connect(to: address).get()
            channel.close(promise: nil)
            return [
                .good("DNS", "\(tenant.host) is \(address.ipAddress ?? "known")"),
                .good("Connection", "port \(tenant.port) answers"),
            ]
        } catch is SocketAddressError.UnknownHost {
            let cure = "Check the spelling of the Tenant URL, and the DNS entry of the name."
            return [.bad("DNS", "the name \(tenant.host) is not known", cure)]
        } catch {
            let cure =
                "Is the web server running, and does it listen on port \(tenant.port)? Does a firewall let Microsoft in?"
            return [
                .good("DNS", "\(tenant.host) is known"),
                .bad("Connection", "port \(tenant.port) does not answer: \(error)", cure),
            ]
        }
    }

    // MARK: TLS

    /// The cipher suites that Entra offers and that can be tried here.
    private static let suites: [(name: String, value: NIOTLSCipher)] = [
        ("ECDHE_ECDSA_AES_128_GCM_SHA256", .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256),
        ("ECDHE_ECDSA_AES_256_GCM_SHA384", .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384),
        ("ECDHE_RSA_AES_128_GCM_SHA256", .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256),
        ("ECDHE_RSA_AES_256_GCM_SHA384", .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384),
    ]

    private func encryption() async throws -> [Finding] {
        guard tenant.isEncrypted else {
            let cure =
                "Entra accepts https alone: put a certificate into the web server, and https into the Tenant URL."
            return [.doubtful("TLS", "the connection is not encrypted", cure)]
        }
        let probe = TLSProbe(tenant, trusting: settings.certificates)
        do {
            let agreement = try await probe.handshake()
            return [version(agreement), certificate(agreement)] + [await suites(probe)]
        } catch {
            return [await diagnosis(probe, error)]
        }
    }

    private func version(_ agreement: TLSProbe.Agreement) -> Finding {
        switch agreement.version {
        case .tlsv13: .good("TLS", "version 1.3")
        case .tlsv12: .good("TLS", "version 1.2")
        default: .bad("TLS", "an old version", "Switch TLS 1.2 on: in nginx, ssl_protocols TLSv1.2 TLSv1.3;")
        }
    }

    private func certificate(_ agreement: TLSProbe.Agreement) -> Finding {
        guard let certificate = agreement.certificate else { return .good("Certificate", "trusted, for this name") }
        let end = Date(timeIntervalSince1970: TimeInterval(certificate.notValidAfter))
        let days = Int(end.timeIntervalSinceNow / 86_400)
        guard days >= 14 else {
            return .doubtful("Certificate", "it ends in \(days) days", "Renew it: with an expired one Entra stops.")
        }
        let origin = settings.certificates == nil ? "by the system" : "by the system or the file of --ca"
        return .good("Certificate", "for this name, trusted \(origin), good for \(days) days more")
    }

    /// Which of Entra's cipher suites the server takes with TLS 1.2, the version that Entra's documentation names.
    private func suites(_ probe: TLSProbe) async -> Finding {
        var taken: [String] = []
        for suite in Self.suites {
            let agreement = try? await probe.handshake { configuration in
                configuration.maximumTLSVersion = .tlsv12
                configuration.cipherSuiteValues = [suite.value]
            }
            if agreement != nil { taken.append(suite.name) }
        }
        guard taken.isEmpty else { return .good("Cipher", "TLS 1.2 with \(taken.joined(separator: ", "))") }
        return .bad(
            "Cipher",
            "TLS 1.2 with none of Entra's cipher suites",
            "Switch TLS 1.2 on, with a suite such as ECDHE-RSA-AES128-GCM-SHA256: in nginx, ssl_protocols and ssl_ciphers."
        )
    }

    /// Why a handshake fails: for its name, for its chain, or altogether.
    private func diagnosis(_ probe: TLSProbe, _ error: any Error) async -> Finding {
        if (try? await probe.handshake { $0.certificateVerification = .noHostnameVerification }) != nil {
            let cure = "Use the name of the certificate in the Tenant URL, or a certificate that names \(tenant.host)."
            return .bad("Certificate", "it is not for the name \(tenant.host)", cure)
        }
        if (try? await probe.handshake { $0.certificateVerification = .none }) != nil {
            let cure =
                "Entra trusts public certificate authorities alone. Send the whole chain (in nginx, ssl_certificate is the "
                + "certificate followed by those in between); for a trial with a certificate of your own, give --ca FILE."
            return .bad("Certificate", "it is not trusted: self-signed, expired, or its chain is incomplete", cure)
        }
        let cure =
            "Is there TLS on port \(tenant.port)? Entra needs version 1.2: in nginx, listen … ssl and ssl_protocols."
        return .bad("TLS", "the handshake fails: \(error)", cure)
    }

    // MARK: the search

    private func search() async throws -> [Finding] {
        let client = try ServiceClient(tenant, token: token, settings: settings)
        let request = ServiceRequest.search("/Users", "\(matching.text) eq \(Cycle.probe.filterLiteral)")
        let answer: ServiceAnswer
        do throws(ServiceFailure) {
            answer = try await client.send(request)
        } catch {
            await client.close()
            return [.bad("Request", error.reason, "Look into the log of the web server.")]
        }
        await client.close()
        return judge(answer, to: request)
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
