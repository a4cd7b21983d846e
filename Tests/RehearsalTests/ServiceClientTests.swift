internal import Testing

@testable internal import Rehearsal

struct ServiceClientTests {
    private struct Failure: Error {}

    /// A client whose connections are left open ends the process in builds for debugging.
    @Test func `connections are closed behind what fails`() async throws {
        let tenant = try #require(TenantURL("https://localhost:1/scim"))
        await #expect(throws: Failure.self) {
            try await ServiceClient.withClient(tenant, token: "token") { _ in throw Failure() }
        }
    }
}
