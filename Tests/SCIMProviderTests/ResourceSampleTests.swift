internal import Foundation
internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// The representations of RFC 7643 §8, which stand in `Tests/Samples`; the certificate's text is cut short there.
struct ResourceSampleTests {
    private let service: TestService

    init() throws {
        service = try TestService(hasDefinitions: false)
    }

    @Test(
        arguments: [
            ("§8.1 minimal user", "/Users"), ("§8.2 full user", "/Users"), ("§8.3 enterprise user", "/Users"),
            ("§8.4 group", "/Groups"),
        ]
    )
    func `a sample comes back as it was sent`(sample: String, endpoint: String) throws {
        let sent = try Self.sample(String(sample.drop { $0 != " " }.dropFirst()))
        let type = try #require(ResourceTypes.builtIn.at(endpoint: String(endpoint.dropFirst())))
        let expected = Self.kept(sent, type: type)
        let made = service.send(.post, endpoint, .object(sent))
        try #require(made.status == 201, "\(made)")
        #expect(Self.kept(made.object, type: type) == expected)
        // The service names the resource; what the client says of `id` and `meta` has no say in it.
        #expect(made.id != sent["id"]?.string)
        let location = try #require(made.object["meta"]?.object?["location"]?.string)
        #expect(location == "https://host/acme\(endpoint)/\(made.id)")
        let path = "\(endpoint)/\(made.id)"
        let read = service.get(path)
        #expect(read.object == made.object)
        // Sent back whole, nothing of it changes: neither a value nor the version.
        let replaced = service.send(.put, path, .object(read.object))
        #expect(replaced.status == 200 && replaced.object == read.object, "\(replaced)")
        // Each attribute alone, by its name.
        for member in expected.members where member.name != "schemas" {
            let part = service.get(path, ["attributes": member.name])
            #expect(part.object[member.name] == member.value, "\(member.name)")
            #expect(Set(part.object.members.map(\.name)) == ["schemas", "id", member.name])
        }
    }

    /// §8.7.1: the characteristics of every attribute, as the RFC's tables of the schemas give them.
    ///
    /// A line is: name, type, and what differs from optional, not caseExact, readWrite, returned by default, not unique.
    /// By choice, `displayName` of a group is required, as its description there demands; identifiers are caseExact.
    @Test func `§8.7.1 attributes have the characteristics of the RFC`() throws {
        var written: [String] = []
        for schema in [Schema.user, .group, .enterpriseUser] {
            let document = service.get("/Schemas/\(schema.id)")
            for attribute in document.object["attributes"]?.array ?? [] {
                written += Self.lines(try #require(attribute.object), prefix: schema.name + ".")
            }
        }
        let text = try String(decoding: Self.bytes("schemas.txt"), as: UTF8.self)
        let expected = text.split(separator: "\n").map(String.init)
        #expect(Set(written).symmetricDifference(expected).sorted() == [])
        #expect(written.count == expected.count)
    }

    private static func lines(_ attribute: JSONObject, prefix: String) -> [String] {
        func text(_ name: String) -> String? { attribute[name]?.string }
        func says(_ name: String) -> Bool { attribute[name] == true }
        func list(_ name: String) -> String? {
            attribute[name]?.array.map { $0.compactMap(\.string).joined(separator: ",") }
        }
        let name = prefix + (text("name") ?? "?")
        let words = [
            name, text("type"), says("multiValued") ? "multiValued" : nil, says("required") ? "required" : nil,
            says("caseExact") ? "caseExact" : nil, text("mutability").flatMap { $0 == "readWrite" ? nil : $0 },
            text("returned").flatMap { $0 == "default" ? nil : "returned:\($0)" },
            text("uniqueness").flatMap { $0 == "none" ? nil : "uniqueness:\($0)" }, list("canonicalValues"),
            list("referenceTypes").map { "to:\($0)" },
        ]
        let inner = (attribute["subAttributes"]?.array ?? []).compactMap(\.object)
        return [words.compactMap { $0 }.joined(separator: " ")] + inner.flatMap { lines($0, prefix: name + ".") }
    }

    /// What the service keeps of a resource: all but what it sets itself and what it never returns.
    private static func kept(_ resource: JSONObject, type: ResourceType) -> JSONObject {
        func kept(_ object: JSONObject, _ attributes: [Attribute]) -> JSONObject {
            JSONObject(
                object.members.compactMap { member in
                    guard let attribute = attributes.first(where: { $0.name == member.name }) else {
                        return member.name == "schemas" || member.name == "externalId" ? member : nil
                    }
                    guard attribute.mutability != .readOnly, attribute.returned != .never else { return nil }
                    if attribute == type.memberAttribute { return .init(name: member.name, value: named(member.value)) }
                    guard case .object(let inner) = member.value else { return member }
                    return .init(name: member.name, value: .object(kept(inner, attribute.subAttributes)))
                }
            )
        }
        /// The URI of a member is the service's to say, once there is such a resource.
        func named(_ members: JSON) -> JSON {
            .array(
                (members.array ?? [])
                    .map { member in
                        var member = member.object ?? JSONObject()
                        member["$ref"] = nil
                        return .object(member)
                    }
            )
        }
        var result = kept(resource, type.schema.attributes)
        for schemaExtension in type.extensions.map(\.schema) {
            guard let inner = resource[schemaExtension.id]?.object else { continue }
            result[schemaExtension.id] = .object(kept(inner, schemaExtension.attributes))
        }
        return result
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: tests.appending(path: "Samples").appending(path: name)))
    }

    private static func sample(_ name: String) throws -> JSONObject {
        try #require(JSON(parsing: bytes(name + ".json")).object)
    }
}
