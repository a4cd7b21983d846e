internal import Foundation
internal import HTTPTypes
internal import Logging
internal import SCIM
internal import SCIMStore
internal import Synchronization

@testable internal import SCIMProvider

/// A provider on a real SQLite file with one network, asked without a web server.
struct TestService {
    static let messages = "urn:ietf:params:scim:api:messages:2.0:"

    let provider: Provider
    let store: SQLiteStore
    let token = SecretToken()
    let clock = TestClock()
    let processor = TestProcessor()

    /// The answer to a request.
    struct Answer: Equatable {
        let status: Int
        let json: JSON?
        let fields: [String: String]

        var object: JSONObject { json?.object ?? JSONObject() }
        var scimType: String? { object["scimType"]?.string }
        var detail: String { object["detail"]?.string ?? "" }
        var id: String { object["id"]?.string ?? "" }
        /// The identifiers of the resources of a list; `nil` of a failure, which is no list without any.
        var ids: [String]? {
            guard status == 200 else { return nil }
            return object["Resources"]?.array?.map { $0.object?["id"]?.string ?? "" }
        }
    }

    /// A service with the resource types of `Tests/Schemas`, or with those of the RFC alone.
    init(hasDefinitions: Bool = true, limits: Limits = Limits()) throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        store = try SQLiteStore(path: "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db", logger: logger)
        if hasDefinitions { _ = try store.store(Self.definitions(), for: nil) }
        let network = try store.createNetwork(named: "acme", at: clock.now)
        _ = try store.issueToken(
            hash: token.hash,
            label: "",
            resource: nil,
            expires: nil,
            for: network,
            at: clock.now
        )
        provider = try Provider(
            store: store,
            limits: limits,
            now: { [clock] in clock.now },
            processorTime: { [processor] in processor.time },
            logger: logger
        )
    }

    static func definitions() throws -> Definitions {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Schemas")
        return try Definitions(
            ["badge.json", "device.json"]
                .map { name in
                    JSONFile(name: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
                }
        )
    }

    static func resourceTypes() throws -> ResourceTypes {
        try ResourceTypes.builtIn.adding(definitions())
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: JSON? = nil,
        query: [String: String] = [:],
        ifMatch: String? = nil,
        ifNoneMatch: String? = nil,
        requestID: String? = nil,
        token: SecretToken? = nil
    ) -> Answer {
        let response = provider.respond(
            to: Request(
                method: method,
                network: "acme",
                baseURL: "https://host/acme",
                path: path,
                query: Self.encoded(query),
                authorization: "Bearer \((token ?? self.token).text)",
                ifMatch: ifMatch,
                ifNoneMatch: ifNoneMatch,
                requestID: requestID,
                body: body?.bytes ?? []
            )
        )
        return Answer(
            status: response.status.code,
            json: try? JSON(parsing: response.body),
            fields: Dictionary(uniqueKeysWithValues: response.fields.map { ($0.name.canonicalName, $0.value) })
        )
    }

    private static func encoded(_ query: [String: String]) -> String {
        query
            .map { $0 + "=" + ($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "") }
            .joined(separator: "&")
    }

    /// Asks, and does not wait for the answer.
    func begin(_ path: String, _ query: [String: String], _ send: @escaping @Sendable (Response) -> Void) {
        let request = Request(
            method: .get,
            network: "acme",
            baseURL: "https://host/acme",
            path: path,
            query: Self.encoded(query),
            authorization: "Bearer \(token.text)"
        )
        provider.respond(to: request, send)
    }

    func get(_ path: String, _ query: [String: String] = [:]) -> Answer {
        send(.get, path, query: query)
    }

    func patch(_ path: String, _ operations: JSON..., ifMatch: String? = nil) -> Answer {
        send(.patch, path, Self.patch(operations), ifMatch: ifMatch)
    }

    static func patch(_ operations: [JSON]) -> JSON {
        ["schemas": [.string(messages + "PatchOp")], "Operations": .array(operations)]
    }

    func bulk(_ operations: [JSON], failOnErrors: Int? = nil, requestID: String? = nil) -> Answer {
        var body: JSONObject = [
            "schemas": [.string(Self.messages + "BulkRequest")], "Operations": .array(operations),
        ]
        body["failOnErrors"] = failOnErrors.map { .number(JSONNumber($0)) }
        return send(.post, "/Bulk", .object(body), requestID: requestID)
    }

    /// Whether text stands somewhere in the files of the database.
    func hasOnDisk(_ text: String) throws -> Bool {
        try [store.path, store.path + "-wal"]
            .contains { path in
                try Data(contentsOf: URL(filePath: path)).range(of: Data(text.utf8)) != nil
            }
    }

    /// Makes a user and gives its identifier.
    func user(_ userName: String, _ attributes: JSONObject = [:]) -> String {
        var body: JSONObject = ["schemas": [.string(Schema.user.id)], "userName": .string(userName)]
        for member in attributes.members { body[member.name] = member.value }
        return send(.post, "/Users", .object(body)).id
    }
}

/// A processor of which everything that is measured takes the same time.
final class TestProcessor: Sendable {
    /// In microseconds.
    let effort = Atomic<Int64>(0)
    private let passed = Atomic<Int64>(0)

    /// Moves on by the effort each time it is read.
    var time: Int64 {
        passed.wrappingAdd(effort.load(ordering: .relaxed), ordering: .relaxed).newValue
    }
}

/// A clock that moves on by a millisecond each time it is read.
final class TestClock: Sendable {
    private let microseconds = Atomic<Int64>(1_700_000_000_000_000)

    var now: DateTime {
        DateTime(microseconds: microseconds.wrappingAdd(1_000, ordering: .relaxed).newValue)
    }

    func advance(seconds: Int64) {
        microseconds.wrappingAdd(seconds * 1_000_000, ordering: .relaxed)
    }
}
