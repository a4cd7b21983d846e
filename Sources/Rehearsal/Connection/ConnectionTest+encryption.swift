internal import Foundation
internal import NIOSSL

extension ConnectionTest {
    /// The cipher suites that Entra offers and that can be tried here.
    private static let suites: [(name: String, value: NIOTLSCipher)] = [
        ("ECDHE_ECDSA_AES_128_GCM_SHA256", .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256),
        ("ECDHE_ECDSA_AES_256_GCM_SHA384", .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384),
        ("ECDHE_RSA_AES_128_GCM_SHA256", .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256),
        ("ECDHE_RSA_AES_256_GCM_SHA384", .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384),
    ]

    /// Whether Entra can make a TLS connection, and if not, whether it is for the name, the chain or the version.
    func encryption() async throws -> [Finding] {
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
}
