internal import Logging
internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

/// What becomes of resources when the definitions of their types change.
struct RedefinitionTests {
    private let store: SQLiteStore
    private let actor = Actor(tokenID: nil, requestID: "r", time: DateTime(microseconds: 1))

    init() throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        store = try SQLiteStore(path: "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db", logger: logger)
        for name in ["acme", "beta"] { _ = try store.createNetwork(named: name, at: actor.time) }
        #expect(try define(#"{"name": "number"}, {"name": "memo"}"#))
    }

    private func definitions(_ attributes: String) throws -> Definitions {
        let text = """
            [{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "id": "urn:x:Badge", "name": "Badge",
              "attributes": [\(attributes)]},
             {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "name": "User", "endpoint": "/Users",
              "schema": "urn:ietf:params:scim:schemas:core:2.0:User", "schemaExtensions": [{"schema": "urn:x:Badge"}]}]
            """
        return try Definitions([JSONFile(name: "badge.json", bytes: Array(text.utf8))])
    }

    private func define(_ attributes: String) throws -> Bool {
        try store.store(definitions(attributes), for: network())
    }

    private func network(_ name: String = "acme") throws -> Network {
        try store.network(named: name).network
    }

    private func insert(_ names: [String], _ badge: JSON) throws {
        let network = try network()
        let type = try #require(network.resourceTypes.named("User"))
        try store.write(network) { [actor] writer in
            for name in names {
                let attributes: JSONObject = ["userName": .string(name), "urn:x:Badge": badge]
                let meta = Meta(created: actor.time, lastModified: actor.time, version: 1)
                let user = Resource(type: type, id: "id of \(name)", attributes: attributes, meta: meta)
                _ = try writer.insert(Revision(user), members: [], by: actor)
            }
        }
    }

    private func find(_ text: String) throws -> [String] {
        let network = try network()
        let type = try #require(network.resourceTypes.named("User"))
        let filter = try Filter(parsing: text, for: type)
        return try store.read(in: network) { reader in
            var ids: [String] = []
            let query = ListQuery(parts: [.init(type: type, filter: filter)], limit: 10)
            _ = try reader.page(of: query) { resource, _ in ids.append(resource.stored.id) }
            return ids
        }
    }

    private func document() throws -> String {
        let type = try #require(network().resourceTypes.named("User"))
        let stored = try store.read(in: network()) { try $0.record(id: "id of a", of: type, with: Relations()) }
        return String(decoding: stored?.document ?? [], as: UTF8.self)
    }

    @Test func `each network has its own`() throws {
        #expect(try network().resourceTypes.schemas.contains { $0.id == "urn:x:Badge" })
        #expect(try !network("beta").resourceTypes.schemas.contains { $0.id == "urn:x:Badge" })
        #expect(try !define(#"{"name": "number"}, {"name": "memo"}"#), "the same again is no change")
        #expect(try store.store(Definitions([]), for: network()))
        #expect(try network().resourceTypes.schemas.count == 3)
    }

    @Test func `what becomes unique gets an index`() throws {
        try insert(["a"], ["number": "1"])
        try insert(["b"], ["number": "2"])
        #expect(try define(#"{"name": "number", "uniqueness": "server"}, {"name": "memo"}"#))
        #expect(try find(#"urn:x:Badge:number eq "1""#) == ["id of a"])
        #expect(throws: TakenValue.self) { try insert(["c"], ["number": "2"]) }
        #expect(try store.check().findings == [])
    }

    @Test func `letter case can begin to matter`() throws {
        #expect(try define(#"{"name": "number", "uniqueness": "server"}, {"name": "memo"}"#))
        try insert(["a"], ["number": "X"])
        #expect(try find(#"urn:x:Badge:number eq "x""#) == ["id of a"])
        #expect(try define(#"{"name": "number", "uniqueness": "server", "caseExact": true}, {"name": "memo"}"#))
        #expect(try find(#"urn:x:Badge:number eq "x""#) == [])
        #expect(try find(#"urn:x:Badge:number eq "X""#) == ["id of a"])
        #expect(try define(#"{"name": "number"}, {"name": "memo"}"#))
        #expect(try store.check().findings == [])
    }

    @Test func `what is no longer sent leaves the document`() throws {
        try insert(["a"], ["number": "1", "memo": "M"])
        #expect(try document().contains("\"memo\""))
        #expect(try define(#"{"name": "number"}, {"name": "memo", "returned": "request"}"#))
        #expect(try !document().contains("\"memo\""))
        #expect(try define(#"{"name": "number"}, {"name": "memo"}"#))
        #expect(try document().contains("\"memo\":\"M\""))
    }

    @Test(arguments: [
        #"{"name": "memo"}"#, #"{"name": "number", "type": "integer"}, {"name": "memo"}"#,
        #"{"name": "number", "multiValued": true}, {"name": "memo"}"#,
        #"{"name": "number", "mutability": "writeOnly"}, {"name": "memo"}"#,
        #"{"name": "number", "type": "complex", "subAttributes": [{"name": "value"}]}, {"name": "memo"}"#,
    ])
    func `what resources have cannot be taken away or changed`(attributes: String) throws {
        try insert(["a", "b"], ["number": "1"])
        let error = try #require(throws: NetworkError.self) { try define(attributes) }
        #expect(
            error
                == .lostDefinition(network: "acme", what: "the attribute 'urn:x:Badge:number'", resources: 2)
        )
        #expect(throws: NetworkError.self) { try store.store(Definitions([]), for: network()) }
        // What nobody has can go, and a refused change has changed nothing.
        #expect(try find(#"urn:x:Badge:number eq "1""#).count == 2)
        #expect(try define(#"{"name": "number"}"#))
    }

    @Test func `a value that two resources have cannot become unique`() throws {
        try insert(["a", "b"], ["number": "Same"])
        let error = try #require(throws: NetworkError.self) {
            try define(#"{"name": "number", "uniqueness": "server"}, {"name": "memo"}"#)
        }
        #expect(error == .notUnique(network: "acme", path: "urn:x:Badge:number", value: "same"))
    }

    @Test func `definitions for all must fit those of a network`() throws {
        let error = try #require(throws: JSONFileError.self) {
            try store.store(definitions(#"{"name": "number"}"#), for: nil)
        }
        #expect(error.description.contains("already"))
    }

    @Test func `nothing is written by rules that are no longer in force`() throws {
        let before = try network()
        #expect(try define(#"{"name": "number"}"#))
        let error = try #require(throws: SCIMError.self) { try store.write(before) { _ in } }
        #expect(error.status == 503)
        let gone = try network("beta")
        try store.deleteNetwork(gone)
        #expect(throws: SCIMError.self) { try store.write(gone) { _ in } }
    }

    @Test func `groups can only get unique names that are unique`() throws {
        let acme = try network()
        var settings = acme.settings
        settings.hasUniqueGroupNames = false
        try store.store(settings, for: acme)
        let network = try network()
        try store.write(network) { [actor] writer in
            for id in ["1", "2"] {
                let meta = Meta(created: actor.time, lastModified: actor.time, version: 1)
                let group = Resource(type: .group, id: id, attributes: ["displayName": "Staff"], meta: meta)
                _ = try writer.insert(Revision(group), members: [], by: actor)
            }
        }
        settings.hasUniqueGroupNames = true
        #expect(throws: NetworkError.notUnique(network: "acme", path: "displayName", value: "staff")) {
            try store.store(settings, for: network)
        }
    }
}
