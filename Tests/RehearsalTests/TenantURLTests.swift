internal import Testing

@testable internal import Rehearsal

struct TenantURLTests {
    @Test(
        arguments: [
            ("https://h/scim", "https://h/scim", "h", 443),
            ("HTTPS://h:8443/scim/v2/x/", "HTTPS://h:8443/scim/v2/x", "h", 8443),
            ("http://127.0.0.1:80", "http://127.0.0.1:80", "127.0.0.1", 80),
            ("https://[::1]:9/s", "https://[::1]:9/s", "::1", 9),
        ]
    )
    func `an address is taken apart`(text: String, base: String, host: String, port: Int) throws {
        let url = try #require(TenantURL(text))
        #expect(url.base == base && url.host == host && url.port == port)
    }

    @Test func `what stands behind the question mark goes with every request`() throws {
        let url = try #require(TenantURL("https://h/scim/?aadOptscim062020"))
        #expect(url.url("/Users") == "https://h/scim/Users?aadOptscim062020")
        #expect(url.url("/Users", "count=1") == "https://h/scim/Users?count=1&aadOptscim062020")
    }

    @Test(
        arguments: [
            ("https://h/scim", .standard), ("https://h/scim?", .standard),
            ("https://h/scim?aadOptscim062020", .aadOptscim062020),
            ("https://h/scim/?a=1&aadOptscim062020=", .aadOptscim062020),
            ("https://h/aadOptscim062020", .standard), ("https://h/scim?a=aadOptscim062020", .standard),
            ("https://h/scim?AzureAdScimPatch2017", .standard),
        ] as [(String, Dialect)]
    )
    func `the flag chooses the dialect`(text: String, dialect: Dialect) throws {
        let url = try #require(TenantURL(text))
        #expect(url.dialect == dialect)
    }

    @Test(arguments: [
        "h/scim", "ftp://h", "https://", "https://user@h/x", "https://h:x/", "https://[::1/x", "https://h:0/x",
        "https://h:84430/x", "https://h:/x",
    ])
    func `what is no address is refused`(text: String) {
        #expect(TenantURL(text) == nil)
    }
}
