internal import SCIM
internal import Testing

struct SecretTextTests {
    private static let token = "scimd_" + String(repeating: "aZ0-_", count: 9).prefix(43)

    @Test(arguments: [
        (token, "scimd_…"),
        ("/v2/Users/\(token)/x", "/v2/Users/scimd_…/x"),
        ("\(token) and \(token)x", "scimd_… and scimd_…"),
        ("SCIMD_\(token.dropFirst(6))", "SCIMD_…"),
        (#"password eq "open sesame" and title pr"#, #"password eq "…"#),
        (#"title eq "x" and PassWord sw "open"#, #"title eq "x" and PassWord sw "…"#),
        ("filter=urn:x:User:password+eq+%22open%22&count=1", "filter=urn:x:User:password+eq+%22…"),
        (#"name: password[value eq "open"])"#, #"name: password[value eq "…"#),
    ])
    func `secrets are left out`(text: String, expected: String) {
        #expect(text.withoutSecrets == expected)
    }

    @Test(arguments: [
        "", "scimd_", "scimd", "scimd_" + token.dropFirst(7), #"title eq "password"#, "'password' must be text, not 5",
        #"userName eq "jäne""#,
    ])
    func `all else stays`(text: String) {
        #expect(text.withoutSecrets == text)
    }

    @Test func `errors repeat none`() {
        #expect(SCIMError.notFound("there is no '\(Self.token)'").detail == "there is no 'scimd_…'")
    }
}
