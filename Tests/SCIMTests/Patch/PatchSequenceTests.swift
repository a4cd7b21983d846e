internal import SCIM
internal import Testing

/// Many operations of one request on the values of one attribute (RFC 7644 §3.5.2).
struct PatchSequenceTests {
    private static let kinds = ["work", "home", "WORK"]
    private static let values = ["a@x", "A@x", "b@x", "c@x"]

    /// An operation on `emails`, as often as not on what an earlier one has written.
    private static func operation(_ chance: inout Chance) -> String {
        let value = chance.one(of: values)
        let kind = chance.one(of: kinds)
        let filter = chance.one(of: [
            #"value eq \"\#(value)\""#, #"type eq \"\#(kind)\""#, #"not (value co \"b\")"#,
            #"value eq \"\#(value)\" and type eq \"\#(kind)\""#, "primary eq true", #"display pr or value sw \"c\""#,
        ])
        let email = chance.one(of: [
            #"{"value":"\#(value)"}"#, #"{"value":"\#(value)","type":"\#(kind)"}"#, #"{"type":"\#(kind)"}"#,
            #"{"value":"\#(value)","primary":true}"#, #"{"value":"\#(value)","primary":false}"#,
        ])
        return chance.one(of: [
            #"{"op":"add","path":"emails","value":\#(email)}"#,
            #"{"op":"add","path":"emails","value":[\#(email),{"value":"d@x"}]}"#,
            #"{"op":"remove","path":"emails","value":[\#(email)]}"#,
            #"{"op":"remove","path":"emails[\#(filter)]"}"#,
            #"{"op":"remove","path":"emails[\#(filter)].type"}"#,
            #"{"op":"add","path":"emails[\#(filter)].display","value":"\#(kind)"}"#,
            #"{"op":"add","path":"emails[\#(filter)].primary","value":true}"#,
            #"{"op":"add","path":"emails[value eq \"\#(value)\"]","value":\#(email)}"#,
            #"{"op":"replace","path":"emails.type","value":"\#(kind)"}"#,
            #"{"op":"replace","path":"emails","value":[\#(email)]}"#,
            #"{"op":"add","path":"roles","value":[{"value":"\#(value)"}]}"#,
            #"{"op":"remove","path":"emails"}"#,
        ])
    }

    @Test(arguments: 1...300)
    func `operations of one request do what they do one after the other`(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        var operations: [String] = []
        var expected = PatchTests.before
        for _ in 0..<40 {
            let operation = Self.operation(&chance)
            // One that selects nothing may be refused.
            guard let after = try? PatchTests.apply(operation, to: expected) else { continue }
            operations.append(operation)
            expected = after
        }
        #expect(try PatchTests.apply(operations.joined(separator: ",")) == expected)
    }

    @Test func `each of many values is added, changed and removed by an operation of its own in time`() throws {
        let numbers = 0..<3_000
        let before: JSONObject = [
            "userName": "jane", "emails": .array(numbers.map { ["value": .string("old\($0)@x.org")] }),
        ]
        let additions = numbers.map { #"{"op":"add","path":"emails","value":[{"value":"\#($0)@x.org"}]}"# }
        let changes = numbers.prefix(500)
            .map { #"{"op":"replace","path":"emails[value eq \"\#($0)@x.org\"].display","value":"\#($0)"}"# }
        let removals = numbers.map { #"{"op":"remove","path":"emails","value":[{"value":"old\#($0)@x.org"}]}"# }
        let duration = try processorTime {
            let after = try PatchTests.apply((additions + changes + removals).joined(separator: ","), to: before)
            let emails = try #require(after["emails"]?.array)
            #expect(emails.count == 3_000)
            #expect(emails.first == ["value": "0@x.org", "display": "0"])
            #expect(emails.last == ["value": "2999@x.org"])
        }
        // Minutes, where each operation looks through all values.
        #expect(duration < .seconds(60))
    }

    @Test func `what looks through too many values is refused with what to do`() throws {
        let before: JSONObject = [
            "userName": "jane", "emails": .array((0..<10_000).map { ["value": .string("\($0)@x.org")] }),
        ]
        let operations = Array(repeating: #"{"op":"replace","path":"emails.display","value":"d"}"#, count: 5_000)
        let error = try #require(throws: SCIMError.self) {
            try PatchTests.apply(operations.joined(separator: ","), to: before)
        }
        #expect(error.status == 400)
        #expect(error.scimType == .tooMany)
        #expect(error.detail.contains("in another request"))
    }

    @Test func `a value is made primary again and again in time`() throws {
        let flags = (0..<10_000)
            .map { #"{"op":"add","path":"emails","value":{"value":"w@x","primary":\#($0 % 2 == 1)}}"# }
        let duration = try processorTime {
            let after = try PatchTests.apply(flags.joined(separator: ","))
            #expect(after["emails"] == PatchTests.before["emails"])
        }
        // Minutes, where each operation looks at all that were before.
        #expect(duration < .seconds(60))
    }

    @Test func `what must be possible once is refused to those behind it alone`() throws {
        let effort = PatchEffort()
        try effort.spend(1)
        try effort.note(1_000_000_000)
        #expect(throws: SCIMError.self) { try effort.note(1) }
        #expect(throws: SCIMError.self) { try effort.spend(1) }
    }
}

/// Chances that are the same for the same seed (SplitMix64).
private struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func one(of choices: [String]) -> String {
        choices[Int.random(in: choices.indices, using: &self)]
    }
}
