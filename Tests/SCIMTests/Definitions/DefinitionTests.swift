internal import SCIM
internal import Testing

/// RFC 7643 §6 and §7: documents that define schemas and resource types.
struct DefinitionTests {
    private static let schema = """
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
          "id": "urn:x:Thing",
          "name": "Thing",
          "attributes": [
            %
          ]
        }
        """
    private static let type = """
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
          "name": "Thing", "endpoint": "/Things",
          "schema": "urn:x:Thing"
        }
        """

    private static func types(_ texts: String...) throws -> ResourceTypes {
        let files = texts.enumerated().map { JSONFile(name: "\($0).json", bytes: Array($1.utf8)) }
        return try ResourceTypes.builtIn.adding(Definitions(files))
    }

    private static func thing(_ attribute: String) -> String {
        schema.replacing("%", with: attribute)
    }

    @Test func `a left out characteristic is as §2.2 says`() throws {
        let types = try Self.types(Self.thing(#"{"name": "a"}, {"name": "b", "type": "REFERENCE"}"#), Self.type)
        let schema = try #require(types.named("Thing")?.schema)
        let attribute = try #require(schema.attribute(named: "A"))
        #expect(attribute.type == .string)
        #expect(!attribute.isMultiValued && !attribute.isRequired && !attribute.isCaseExact)
        #expect(attribute.mutability == .readWrite && attribute.returned == .default && attribute.uniqueness == .none)
        #expect(schema.attribute(named: "b")?.isCaseExact == true)
        #expect(types.at(endpoint: "Things")?.name == "Thing")
    }

    @Test func `an endpoint may end in a digit as versions do`() throws {
        let type = Self.type.replacing("/Things", with: "/x2")
        #expect(try Self.types(Self.thing(#"{"name": "a"}"#), type).at(endpoint: "x2")?.name == "Thing")
    }

    @Test func `what discovery announces can be read again`() throws {
        let announced = ResourceTypes.builtIn
        let documents =
            announced.schemas.map { schema in
                var document = schema.document
                document["id"] = .string(schema.id + ":copy")
                return JSON.object(document)
            }
            + announced.all.map { type in
                var document = type.document
                document["name"] = .string(type.name + "Copy")
                document["endpoint"] = .string(type.endpoint + "Copy")
                document["schema"] = .string(type.schema.id + ":copy")
                document["schemaExtensions"] = .array(
                    type.extensions.map { ["schema": .string($0.schema.id + ":copy"), "required": true] }
                )
                return .object(document)
            }
        let file = JSONFile(name: "all", bytes: JSON.array(documents).bytes)
        let types = try announced.adding(Definitions([file]))
        for schema in announced.schemas {
            let copy = try #require(types.schemas.first { $0.id == schema.id + ":copy" })
            #expect(copy.document["attributes"] == schema.document["attributes"])
        }
    }

    @Test func `a document named User says which extensions users have`() throws {
        let user = """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "name": "User", "endpoint": "/Users",
             "schema": "urn:ietf:params:scim:schemas:core:2.0:User",
             "schemaExtensions": [{"schema": "urn:x:Thing", "required": true}]}
            """
        let types = try Self.types(Self.thing(#"{"name": "a"}"#), user)
        let extensions = try #require(types.named("User")?.extensions)
        #expect(extensions.map(\.schema.id) == ["urn:x:Thing"])
        #expect(extensions[0].isRequired)
        #expect(types.all.count == 2)
    }

    /// The file, the line of the error, and words it must have.
    @Test(arguments: [
        ("{", 1, "line 1"),
        ("[1]", 1, "'schemas' is missing"),
        (#"{"schemas": ["urn:x"]}"#, 1, "neither a schema nor a resource type"),
        (thing(#"{"name": "a b"}"#), 6, "cannot be a name"),
        (thing(#"{"type": "string"}"#), 6, "'name' is missing"),
        (thing("{\"name\": \"a\",\n\"type\": \"strng\"}"), 7, "there is no 'strng': there are string, boolean"),
        (thing("{\"name\": \"a\",\n\n\"mutabilty\": \"readOnly\"}"), 8, "'mutabilty' means nothing here"),
        (thing(#"{"name": "a", "multiValued": "yes"}"#), 6, "true or false"),
        (thing(#"{"name": "a", "canonicalValues": "x"}"#), 6, "an array is needed"),
        (thing("{\"name\": \"a\"},\n{\"name\": \"A\"}"), 7, "there is an attribute 'A' already"),
        (thing(#"{"name": "a", "type": "complex"}"#), 6, "needs 'subAttributes'"),
        (thing(#"{"name": "a", "subAttributes": [{"name": "b"}]}"#), 6, "only an attribute of type complex"),
        (
            thing(
                "{\"name\": \"a\", \"type\": \"complex\", \"subAttributes\": [\n{\"name\": \"b\", \"type\": \"complex\"}]}"
            ),
            7, "cannot be complex itself"
        ),
        (
            thing(#"{"name": "a", "type": "complex", "uniqueness": "server", "subAttributes": [{"name": "b"}]}"#), 6,
            "say"
        ),
        (thing(#"{"name": "a", "type": "integer", "mutability": "writeOnly"}"#), 6, "only text"),
        (thing(#"{"name": "a", "mutability": "writeOnly", "returned": "default"}"#), 6, "must be never"),
        (thing(#"{"name": "a", "mutability": "writeOnly", "uniqueness": "server"}"#), 6, "cannot be compared"),
        (thing(#"{"name": "externalId"}"#), 6, "by itself"),
        (thing(#"{"name": "a"}"#).replacing("urn:x:Thing", with: "Thing"), 3, "must be a URN"),
        (
            thing(#"{"name": "a"}"#)
                .replacing("urn:x:Thing", with: "urn:ietf:params:scim:schemas:core:2.0:User"),
            1, "already"
        ),
        (thing(#"{"name": "a"}"#).replacing("urn:x:Thing", with: "urn:x:Other"), 1, "no resource type has the schema"),
        (type.replacing("urn:x:Thing", with: "urn:x:Missing"), 4, "there is no schema 'urn:x:Missing'"),
        (type.replacing("/Things", with: "/Users"), 1, "belongs to another resource type"),
        (type.replacing("/Things", with: "Things"), 3, "must be a slash and a word"),
        (type.replacing("/Things", with: "/things/x"), 3, "must be a slash and a word"),
        (type.replacing("/Things", with: "/bulk"), 3, "belongs to the protocol"),
        (type.replacing("/Things", with: "/v3"), 3, "belongs to the protocol"),
        (type.replacing("\"Thing\"", with: "\"User\""), 1, "which cannot change; its extensions can"),
        ("[\(type),\n\(type)]", 6, "is defined twice"),
        (
            type.replacing(
                "\"urn:x:Thing\"",
                with: "\"urn:x:Thing\",\n\"schemaExtensions\": [\n{\"schema\": \"urn:y\"}]"
            ),
            6, "there is no schema 'urn:y'"
        ),
        (
            type.replacing(
                "\"urn:x:Thing\"",
                with: "\"urn:x:Thing\",\n\"schemaExtensions\": [\n{\"schema\": \"urn:x:Thing\"}]"
            ),
            6, "not an extension"
        ),
    ])
    func `a broken file is refused with file, line and cause`(text: String, line: Int, words: String) throws {
        let isType = text.contains("ResourceType\"")
        let good = isType ? Self.thing(#"{"name": "a"}"#) : text.contains("urn:x:Other") ? "[]" : Self.type
        let error = try #require(throws: JSONFileError.self) { try Self.types(text, good) }
        #expect(error.file == "0.json")
        #expect(error.cause.line == line, "\(error)")
        #expect(error.description.contains(words), "\(error)")
    }
}
