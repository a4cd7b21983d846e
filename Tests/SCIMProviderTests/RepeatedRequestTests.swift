internal import HTTPTypes
internal import Logging
internal import SCIM
internal import SCIMStore
internal import Testing

@testable internal import SCIMProvider

/// A request that the web server sends twice is done once, and answered twice as if it had been sent once.
struct RepeatedRequestTests {
    private let provider: Provider
    private let store: SQLiteStore
    private let token = SecretToken()

    init() throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        store = try SQLiteStore(path: "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db", logger: logger)
        let instant = DateTime(microseconds: 1_000_000)
        let network = try store.createNetwork(named: "acme", at: instant)
        _ = try store.issueToken(hash: token.hash, label: "", resource: nil, expires: nil, for: network, at: instant)
        provider = try Provider(store: store, now: { instant }, processorTime: { 0 }, logger: logger)
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String = "",
        requestID: String?,
        ifMatch: String? = nil
    ) -> (status: Int, body: JSON?) {
        let response = provider.respond(
            to: Request(
                method: method,
                network: "acme",
                baseURL: "https://host/acme",
                path: path,
                authorization: "Bearer \(token.text)",
                ifMatch: ifMatch,
                requestID: requestID,
                body: Array(body.utf8)
            )
        )
        return (response.status.code, try? JSON(parsing: response.body))
    }

    private let jane = #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"jane"}"#

    private func patch(_ title: String) -> String {
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations":[{"op":"replace","path":"title","value":"\(title)"}]}
        """
    }

    @Test func `a create`() {
        let first = send(.post, "/Users", jane, requestID: "a")
        #expect(first.status == 201)
        #expect(send(.post, "/Users", jane, requestID: "a") == first)
        #expect(send(.post, "/Users", jane, requestID: "b").status == 409)
        #expect(send(.post, "/Users", jane, requestID: nil).status == 409)
    }

    @Test func `a create of what nothing is unique of`() throws {
        let network = try store.network(named: "acme").network
        var settings = network.settings
        settings.hasUniqueGroupNames = false
        try store.store(settings, for: network)
        let group = #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"G"}"#
        let first = send(.post, "/Groups", group, requestID: "a")
        #expect(first.status == 201)
        #expect(send(.post, "/Groups", group, requestID: "a") == first)
        let others = [send(.post, "/Groups", group, requestID: "b"), send(.post, "/Groups", group, requestID: nil)]
        #expect(others.allSatisfy { $0.status == 201 && $0.body?.object?["id"] != first.body?.object?["id"] })
    }

    @Test func `a change under a precondition`() throws {
        let id = try #require(send(.post, "/Users", jane, requestID: "a").body?.object?["id"]?.string)
        let path = "/Users/" + id
        let first = send(.patch, path, patch("x"), requestID: "b", ifMatch: "W/\"1\"")
        #expect(first.status == 200)
        #expect(send(.patch, path, patch("x"), requestID: "b", ifMatch: "W/\"1\"") == first)
        #expect(send(.patch, path, patch("y"), requestID: "c", ifMatch: "W/\"1\"").status == 412)
    }

    @Test func `a delete`() throws {
        let id = try #require(send(.post, "/Users", jane, requestID: "a").body?.object?["id"]?.string)
        #expect(send(.delete, "/Users/" + id, requestID: "b").status == 204)
        #expect(send(.delete, "/Users/" + id, requestID: "b").status == 204)
        #expect(send(.delete, "/Users/" + id, requestID: "c").status == 404)
    }
}
