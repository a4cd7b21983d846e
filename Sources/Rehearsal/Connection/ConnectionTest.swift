internal import NIOCore
internal import NIOPosix

/// What "Test Connection" does in Entra's portal, and on failure a look at every part on the way: name, port, TLS, token
/// and answer.
package struct ConnectionTest: Sendable {
    let tenant: TenantURL
    let token: String
    let settings: ServiceClient.Settings
    let matching: TargetAttribute

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
}
