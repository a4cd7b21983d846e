/// The base URL of a SCIM endpoint, as an administrator types it.
package struct TenantURL: Hashable, Sendable {
    /// The part before the paths of resources, without a slash at its end.
    package let base: String
    package let host: String
    package let port: Int
    package let isEncrypted: Bool
    /// What the administrator typed behind a question mark; every request carries it.
    private let query: String

    /// Reads a URL, or gives `nil` for what is no address of a server.
    package init?(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        query = parts.count > 1 ? String(parts[1]) : ""
        var base = parts[0]
        while base.hasSuffix("/") { base.removeLast() }
        let scheme = base.prefix { $0 != ":" }.lowercased()
        guard ["http", "https"].contains(scheme), base.dropFirst(scheme.count).hasPrefix("://") else { return nil }
        isEncrypted = scheme == "https"
        let authority = base.dropFirst(scheme.count + 3).prefix { $0 != "/" }
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        let afterHost: Substring
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = String(authority[authority.index(after: authority.startIndex)..<end])
            afterHost = authority[authority.index(after: end)...]
        } else {
            host = String(authority.prefix { $0 != ":" })
            afterHost = authority.dropFirst(host.count)
        }
        guard !host.isEmpty, afterHost.isEmpty || afterHost.first == ":" else { return nil }
        let port = afterHost.isEmpty ? (isEncrypted ? 443 : 80) : Int(afterHost.dropFirst())
        guard let port, (1...65_535).contains(port) else { return nil }
        self.port = port
        self.base = String(base)
    }

    /// How PATCH requests are written, by the flag that the administrator typed or left out.
    package var dialect: Dialect {
        let names = query.split(separator: "&").map { $0.prefix { $0 != "=" } }
        return names.contains { $0 == Dialect.aadOptscim062020.rawValue } ? .aadOptscim062020 : .standard
    }

    /// The URL of a path below the Tenant URL; `query` is encoded already.
    func url(_ path: String, _ query: String = "") -> String {
        let query = [query, self.query].filter { !$0.isEmpty }.joined(separator: "&")
        return base + path + (query.isEmpty ? "" : "?" + query)
    }
}
