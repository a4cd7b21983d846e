internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// The ways in which a client writes a resource.
enum Verb: String, CaseIterable, CustomTestStringConvertible {
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case bulkPost = "POST in Bulk"
    case bulkPut = "PUT in Bulk"
    case bulkPatch = "PATCH in Bulk"

    var testDescription: String { rawValue }

    var isCreating: Bool { self == .post || self == .bulkPost }
    var isPatching: Bool { self == .patch || self == .bulkPatch }
}

/// RFC 7643 §2.2 and §7: each characteristic of each attribute with each verb, for a type of the RFC and for one from
/// files that has every characteristic.
@Suite(.serialized) struct CharacteristicTests {
    private static let types = (try? TestService.resourceTypes()) ?? .builtIn
    static let names = ["User", "Device"]

    private let service: TestService

    init() throws {
        service = try TestService(
            limits: {
                var limits = Limits()
                limits.maximumPasswords = 1_000
                return limits
            }()
        )
    }

    private func type(_ name: String) throws -> ResourceType {
        try #require(Self.types.named(name))
    }

    private func sample(_ name: String) throws -> Sample {
        Sample(type: try type(name), types: Self.types)
    }

    /// What became of a write: the status, the keyword, and the resource as it is read with all that can be read.
    private struct Outcome {
        var status: Int
        var scimType: String?
        var resource = JSONObject()
        var id = ""
    }

    /// Writes the sample with one path changed, and removes it again.
    private func write(
        _ verb: Verb,
        _ sample: Sample,
        _ path: AttributePath,
        _ value: JSON?,
        number: Int = 1,
        reading query: [String: String] = [:]
    ) throws -> Outcome {
        let endpoint = sample.type.endpoint
        var changed = sample.resource(number)
        path.set(value, in: &changed)
        var id = ""
        if !verb.isCreating {
            let made = service.send(.post, endpoint, .object(sample.resource(number)))
            try #require(made.status == 201, "\(made)")
            id = made.id
        }
        let filtered = path.isWritable && path.subAttribute != nil && path.attribute.isMultiValued
        let name = filtered ? path.first(of: sample) : path.description
        let operation: JSON =
            value.map { ["op": "replace", "path": .string(name), "value": $0] } ?? [
                "op": "remove", "path": .string(name),
            ]
        var outcome: Outcome
        switch verb {
        case .post: outcome = direct(service.send(.post, endpoint, .object(changed)))
        case .put: outcome = direct(service.send(.put, "\(endpoint)/\(id)", .object(changed)))
        case .patch: outcome = direct(service.patch("\(endpoint)/\(id)", operation))
        case .bulkPost: outcome = bulk("POST", endpoint, .object(changed))
        case .bulkPut: outcome = bulk("PUT", "\(endpoint)/\(id)", .object(changed))
        case .bulkPatch: outcome = bulk("PATCH", "\(endpoint)/\(id)", TestService.patch([operation]))
        }
        if outcome.status < 300 {
            if outcome.id.isEmpty { outcome.id = id }
            outcome.resource = service.get("\(endpoint)/\(outcome.id)", query).object
        }
        for left in [id, outcome.id] where !left.isEmpty { _ = service.send(.delete, "\(endpoint)/\(left)") }
        return outcome
    }

    private func direct(_ answer: TestService.Answer) -> Outcome {
        Outcome(status: answer.status, scimType: answer.scimType, id: answer.status < 300 ? answer.id : "")
    }

    private func bulk(_ method: String, _ path: String, _ data: JSON) -> Outcome {
        let answer = service.bulk([
            ["method": .string(method), "path": .string(path), "bulkId": "b", "data": data]
        ])
        let result = answer.object["Operations"]?.array?.first?.object ?? JSONObject()
        let id = result["location"]?.string?.split(separator: "/").last.map(String.init) ?? ""
        return Outcome(
            status: Int(result["status"]?.string ?? "") ?? 0,
            scimType: result["response"]?.object?["scimType"]?.string,
            id: method == "POST" ? id : ""
        )
    }

    /// The paths of a type that satisfy a condition, of which there must be some.
    private func paths(
        of name: String,
        where condition: (AttributePath) -> Bool
    ) throws -> [(sample: Sample, path: AttributePath)] {
        let sample = try sample(name)
        let paths = sample.type.everyPath.filter(condition)
        if name == "Device" { #expect(!paths.isEmpty) }
        return paths.map { (sample, $0) }
    }

    @Test(arguments: names, Verb.allCases)
    func `values come back exactly as sent`(name: String, verb: Verb) throws {
        let sample = try sample(name)
        let all = sample.type.everyPath.map(\.description).joined(separator: ",")
        for path in sample.type.everyPath where path.isReadable && path.subAttribute == nil {
            let value =
                verb.isCreating || path.attribute.mutability == .immutable
                ? sample.value(of: path.attribute) : sample.other(path.attribute)
            let outcome = try write(verb, sample, path, value, reading: ["attributes": all])
            #expect(outcome.status < 300, "\(path): \(outcome)")
            #expect(path.value(in: outcome.resource)?.isAsSent(value, path.attribute) ?? false, "\(path): \(outcome)")
        }
    }

    @Test(arguments: names, Verb.allCases)
    func `type: a value of another type is invalidValue`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: \.isWritable) {
            for wrong in sample.wrong(path.leaf) {
                let value: JSON = path.leaf.isMultiValued ? [wrong] : wrong
                let outcome = try write(verb, sample, path, value)
                #expect(outcome.status == 400 && outcome.scimType == "invalidValue", "\(path) \(wrong): \(outcome)")
            }
        }
    }

    @Test(arguments: names, Verb.allCases)
    func `multiValued: lists are lists and single values are not`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: { $0.isWritable && $0.subAttribute == nil }) {
            let one = sample.single(path.attribute, 1)
            // PATCH may add one value to a list as it is; a single complex value may come as a list of one.
            if path.attribute.isMultiValued, verb.isPatching { continue }
            let value: JSON = path.attribute.isMultiValued ? one : [one, one]
            let outcome = try write(verb, sample, path, value)
            #expect(outcome.status == 400 && outcome.scimType == "invalidValue", "\(path): \(outcome)")
        }
    }

    @Test(arguments: names, Verb.allCases)
    func `required: it cannot be left out or removed`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: { $0.isWritable && $0.leaf.isRequired }) {
            for value in [nil, .null, ""] as [JSON?] {
                let outcome = try write(verb, sample, path, value)
                let isEmpty = value == "" && path.leaf.type == .dateTime && !verb.isPatching
                #expect(outcome.status == 400, "\(path): \(outcome)")
                let expected = verb.isPatching || (path.leaf.mutability == .immutable && !verb.isCreating && !isEmpty)
                #expect(
                    [expected ? "mutability" : "invalidValue", "invalidValue"].contains(outcome.scimType),
                    "\(path): \(outcome)"
                )
                if verb.isPatching { #expect(outcome.scimType == "mutability", "\(path): \(outcome)") }
            }
        }
    }

    @Test(arguments: Verb.allCases)
    func `required: nobody is without a required extension`(verb: Verb) throws {
        let sample = try sample("Device")
        let warranty = AttributePath(
            attribute: Attribute(name: "urn:example:scim:2.0:Warranty", type: .complex)
        )
        let outcome = try write(verb, sample, warranty, nil)
        #expect(outcome.status == 400)
        #expect(outcome.scimType == (verb.isPatching ? "mutability" : "invalidValue"))
        let repair = AttributePath(attribute: Attribute(name: "urn:example:scim:2.0:Repair", type: .complex))
        let allowed = try write(verb, sample, repair, nil)
        #expect(allowed.status < 300)
        #expect(
            allowed.resource["schemas"] == ["urn:example:scim:2.0:Device", "urn:example:scim:2.0:Warranty"],
            "schemas is true of what there is"
        )
    }

    @Test(arguments: names, Verb.allCases)
    func `mutability: readOnly is ignored, and cannot be the target of a PATCH`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: { !$0.isWritable }) {
            let outcome = try write(verb, sample, path, sample.other(path.leaf))
            if verb.isPatching {
                #expect(outcome.status == 400 && outcome.scimType == "mutability", "\(path): \(outcome)")
            } else {
                #expect(outcome.status < 300, "\(path): \(outcome)")
                #expect(path.value(in: outcome.resource) == nil, "\(path): \(outcome)")
            }
        }
    }

    @Test(arguments: names, Verb.allCases)
    func `mutability: immutable is set once`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: { $0.isWritable && $0.leaf.mutability == .immutable }) {
            let same = try write(verb, sample, path, sample.value(of: path.leaf))
            #expect(same.status < 300, "\(path): \(same)")
            // Values of a list come and go as wholes; a PATCH that names one cannot change it.
            guard !verb.isCreating, verb.isPatching || !path.attribute.isMultiValued else { continue }
            let other = try write(verb, sample, path, sample.other(path.leaf))
            #expect(other.status == 400 && other.scimType == "mutability", "\(path): \(other)")
            guard verb.isPatching else { continue }
            let removed = try write(verb, sample, path, nil)
            #expect(removed.status == 400 && removed.scimType == "mutability", "\(path): \(removed)")
        }
    }

    @Test(arguments: names)
    func `mutability: immutable can be set later when it was not at first`(name: String) throws {
        for (sample, path) in try paths(
            of: name,
            where: { $0.leaf.mutability == .immutable && !$0.leaf.isRequired && !$0.attribute.isMultiValued }
        ) {
            var body = sample.resource()
            path.set(nil, in: &body)
            let made = service.send(.post, sample.type.endpoint, .object(body))
            path.set(sample.value(of: path.leaf), in: &body)
            let replaced = service.send(.put, "\(sample.type.endpoint)/\(made.id)", .object(body))
            #expect(replaced.status == 200 && path.value(in: replaced.object) != nil, "\(path): \(replaced)")
            _ = service.send(.delete, "\(sample.type.endpoint)/\(made.id)")
        }
    }

    @Test(arguments: names, Verb.allCases)
    func `returned: never and writeOnly are taken and never sent`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: { $0.isWritable && !$0.isReadable }) {
            let secret = "secret of \(path)"
            let outcome = try write(verb, sample, path, .string(secret), reading: ["attributes": path.description])
            #expect(outcome.status < 300, "\(path): \(outcome)")
            #expect(path.value(in: outcome.resource) == nil, "\(path): \(outcome)")
            let isOnDisk = try service.hasOnDisk(secret)
            #expect(isOnDisk == (path.leaf.mutability != .writeOnly))
        }
    }

    @Test(arguments: names, Verb.allCases)
    func `returned: request, default and always`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: { $0.isReadable && $0.isWritable && $0.subAttribute == nil }) {
            func isSent(_ query: [String: String]) throws -> Bool {
                let value = sample.value(of: path.attribute)
                return path.value(in: try write(verb, sample, path, value, reading: query).resource) != nil
            }
            let returned = path.attribute.returned
            let sent = try isSent([:])
            #expect(sent == (returned != .request), "\(path)")
            let asked = try isSent(["attributes": path.description])
            #expect(asked, "\(path)")
            let unasked = try isSent(["attributes": "id"])
            #expect(unasked == (returned == .always), "\(path)")
            let excluded = try isSent(["excludedAttributes": path.description])
            #expect(excluded == (returned == .always), "\(path)")
        }
    }

    @Test(arguments: Verb.allCases)
    func `returned: a sub-attribute that is sent on request alone`(verb: Verb) throws {
        let sample = try sample("Device")
        let path = try #require(sample.type.everyPath.first { $0.description == "place.key" })
        for (query, isSent) in [([:], false), (["attributes": "place"], false), (["attributes": "place.key"], true)] {
            let outcome = try write(verb, sample, path, "K", reading: query)
            #expect((path.value(in: outcome.resource) != nil) == isSent, "\(query): \(outcome)")
        }
    }

    @Test(arguments: names, Verb.allCases)
    func `uniqueness: a value belongs to one resource`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: { $0.isWritable && $0.leaf.uniqueness != .none }) {
            let owner = service.send(.post, sample.type.endpoint, .object(sample.resource(7)))
            #expect(owner.status == 201)
            let outcome = try write(verb, sample, path, sample.value(of: path.leaf, 7))
            if path.leaf.mutability == .immutable, !verb.isCreating {
                #expect(outcome.scimType == "mutability", "\(path): \(outcome)")
            } else {
                #expect(outcome.status == 409 && outcome.scimType == "uniqueness", "\(path): \(outcome)")
            }
            _ = service.send(.delete, "\(sample.type.endpoint)/\(owner.id)")
            let free = try write(verb, sample, path, sample.value(of: path.leaf))
            #expect(free.status < 300, "\(path): \(free)")
        }
    }

    @Test(arguments: names, Verb.allCases)
    func `canonicalValues: others are refused, but for labels`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: { $0.isWritable && !$0.leaf.canonicalValues.isEmpty }) {
            let outcome = try write(verb, sample, path, "something else")
            #expect((outcome.status < 300) == path.leaf.isLabel, "\(path): \(outcome)")
            if !path.leaf.isLabel { #expect(outcome.scimType == "invalidValue") }
            let known = path.leaf.canonicalValues[0]
            #expect(try write(verb, sample, path, .string(known)).status < 300, "\(path)")
            guard !path.leaf.isLabel else { continue }
            let lower = try write(verb, sample, path, .string(known == "A" ? "a" : known.uppercased()))
            #expect((lower.status < 300) == !path.leaf.isCaseExact, "\(path): \(lower)")
        }
    }

    @Test(arguments: names, Verb.allCases)
    func `referenceTypes: a reference names a resource of such a type`(name: String, verb: Verb) throws {
        for (sample, path) in try paths(of: name, where: { $0.isWritable && $0.leaf.type == .reference }) {
            let isToResource = path.leaf.referenceTypes.allSatisfy { Self.types.named($0) != nil }
            for (text, fits) in [("https://h/x/Users/1", true), ("../Users/1", true), ("https://h/x/Devices/1", false)]
            {
                let value: JSON = path.leaf.isMultiValued ? [.string(text)] : .string(text)
                let outcome = try write(verb, sample, path, value)
                #expect((outcome.status < 300) == (fits || !isToResource), "\(path) \(text): \(outcome)")
            }
        }
    }

    @Test(arguments: names)
    func `caseExact: comparisons tell letter case apart`(name: String) throws {
        let sample = try sample(name)
        #expect(service.send(.post, sample.type.endpoint, .object(sample.resource())).status == 201)
        for path in sample.type.everyPath where path.isReadable && path.isWritable {
            guard path.leaf.type == .string, let text = sample.single(path.leaf, 1).string else { continue }
            let swapped = text == text.uppercased() ? text.lowercased() : text.uppercased()
            for (literal, isFound) in [(text, true), (swapped, !path.leaf.isCaseExact)] {
                let found = service.get(sample.type.endpoint, ["filter": "\(path) eq \"\(literal)\""])
                #expect(found.ids?.isEmpty == !isFound, "\(path) \(literal): \(found)")
            }
        }
    }

    @Test func `the type from files appears in discovery`() throws {
        let type = service.get("/ResourceTypes/Device").object
        #expect(type["endpoint"] == "/Devices")
        #expect(
            type["schemaExtensions"] == [
                ["schema": "urn:example:scim:2.0:Warranty", "required": true],
                ["schema": "urn:example:scim:2.0:Repair", "required": false],
            ]
        )
        #expect(service.get("/ResourceTypes").object["totalResults"] == 3)
        #expect(service.get("/Schemas").object["totalResults"] == 7)
        let schema = service.get("/Schemas/urn:example:scim:2.0:Device").object
        let again = try Definitions([
            JSONFile(name: "d", bytes: JSON.array([.object(schema)]).bytes)
        ])
        #expect(!again.isEmpty)
        let serial = schema["attributes"]?.array?[0]
        #expect(
            serial == [
                "name": "serial", "type": "string", "multiValued": false, "description": "", "required": true,
                "caseExact": true, "mutability": "immutable", "returned": "default", "uniqueness": "server",
            ]
        )
    }
}

extension AttributePath {
    fileprivate var isWritable: Bool {
        attribute.mutability != .readOnly && leaf.mutability != .readOnly
    }

    fileprivate var isReadable: Bool {
        isWritable && leaf.returned != .never && leaf.mutability != .writeOnly
    }

    /// The path of a sub-attribute of the first value of the sample's list.
    fileprivate func first(of sample: Sample) -> String {
        let values = sample.value(of: attribute).array ?? []
        let key = attribute.subAttributes.first {
            $0.type != .complex && $0 != subAttribute && values[0].object?[$0.name] != values[1].object?[$0.name]
        }
        let value = key.flatMap { values[0].object?[$0.name] } ?? .null
        let literal = String(decoding: value.bytes, as: UTF8.self)
        let urn = extensionURN.map { $0 + ":" } ?? ""
        return "\(urn)\(attribute.name)[\(key?.name ?? "") eq \(literal)].\(subAttribute?.name ?? "")"
    }
}

extension JSON {
    /// Whether the value holds what was sent, but for sub-attributes that are not sent back by themselves.
    fileprivate func isAsSent(_ sent: JSON, _ attribute: Attribute) -> Bool {
        switch (self, sent) {
        case (.array(let mine), .array(let theirs)):
            mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isAsSent($1, attribute) }
        case (.object(let mine), .object(let theirs)):
            theirs.members.allSatisfy { member in
                guard let sub = attribute.subAttribute(named: member.name) else { return false }
                return switch sub.returned {
                case .never: mine[member.name] == nil
                case .request: true
                case .default, .always: mine[member.name]?.isAsSent(member.value, sub) ?? false
                }
            }
        default:
            bytes == sent.bytes
        }
    }
}
