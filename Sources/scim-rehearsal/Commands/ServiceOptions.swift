internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// How the SCIM endpoint is reached.
struct ServiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The Tenant URL; without it, SCIM_TENANT_URL says it.",
            discussion: "As it is typed into Entra, for instance https://scim.example.com/scim/v2/acme.",
            valueName: "url"
        )
    )
    var tenantUrl: String?
    @Option(
        help: ArgumentHelp(
            "The secret token; without it, SCIM_TOKEN says it.",
            discussion: "Others on the machine can see the arguments of a program: prefer SCIM_TOKEN or --token-file."
        )
    )
    var token: String?
    @Option(help: ArgumentHelp("A file that holds the secret token.", valueName: "file"))
    var tokenFile: String?
    @Option(help: ArgumentHelp("A PEM file of certificates to trust beside the system's.", valueName: "file"))
    var ca: String?
    @Option(help: "How many requests are sent a second at most; an endpoint has to take 25.")
    var rate = 25.0
    @Option(help: "How many requests wait for an answer at the same time.")
    var concurrency = 8

    func validate() throws {
        guard rate > 0 else { throw ValidationError("--rate must be above 0") }
        guard (1...256).contains(concurrency) else { throw ValidationError("--concurrency must be from 1 to 256") }
    }

    func tenant() throws -> TenantURL {
        guard let text = tenantUrl ?? ProcessInfo.processInfo.environment["SCIM_TENANT_URL"] else {
            throw ValidationError("which endpoint? Give --tenant-url, or set SCIM_TENANT_URL")
        }
        guard let tenant = TenantURL(text) else {
            throw ValidationError("'\(text)' is no Tenant URL: it looks like https://HOST/scim/v2/NETWORK")
        }
        return tenant
    }

    func secret() throws -> String {
        if let token { return token }
        if let tokenFile {
            guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
                throw ValidationError("the token file '\(tokenFile)' cannot be read: is it there, and yours?")
            }
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let token = ProcessInfo.processInfo.environment["SCIM_TOKEN"] else {
            throw ValidationError("with which secret token? Set SCIM_TOKEN, or give --token-file")
        }
        return token
    }

    var settings: ServiceClient.Settings {
        var settings = ServiceClient.Settings()
        settings.certificates = ca
        settings.requestsPerSecond = rate
        settings.concurrency = concurrency
        return settings
    }

    /// Gives `body` a client of the endpoint.
    func withClient<Success>(_ body: (ServiceClient) async throws -> Success) async throws -> Success {
        try await ServiceClient.withClient(tenant(), token: secret(), settings: settings, body)
    }
}
