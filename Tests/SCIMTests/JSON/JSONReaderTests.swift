internal import Testing

@testable internal import SCIM

struct JSONReaderTests {
    @Test(arguments: [
        "{}", "[]", "null", "true", "false", "0", "-1", "1.50", "1e3", "9007199254740993", #""""#, #""a""#,
        #"{"b":1,"a":[1,{"c":null}]}"#, #"{"ü":"日本語 🎉"}"#, #""\"\\\n\t\u001f""#,
    ])
    func `what is read is written with the same bytes`(text: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        #expect(String(decoding: json.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [
        (#""\u0041\/\b\f""#, "A/\u{8}\u{C}"), (#""\ud83c\udf89""#, "🎉"), (#""\u00e9""#, "é"),
    ])
    func `escapes stand for characters`(text: String, meant: String) throws {
        #expect(try JSON(parsing: Array(text.utf8)) == .string(meant))
    }

    @Test(arguments: [
        ("", "line 1, column 1: there is no JSON: the body is empty"),
        ("{\n  \"a\": }", "line 2, column 8: a value was expected, found '}'"),
        (#"{"a":1 "b":2}"#, "line 1, column 8: ',' or '}' was expected, found '\"'"),
        (#"{"a":1,"a":2}"#, "line 1, column 8: the name \"a\" is there twice in one object"),
        ("[1,]", "line 1, column 4: a value was expected, found ']'"),
        ("[1", "line 1, column 3: ',' or ']' was expected, found the end"),
        ("1 2", "line 1, column 3: the end was expected, found '2'"),
        ("01", "line 1, column 3: a number must not start with 0"),
        ("1.", "line 1, column 3: a digit was expected after '.', found the end"),
        ("-", "line 1, column 2: a digit was expected, found the end"),
        ("1e", "line 1, column 3: a digit was expected in the exponent, found the end"),
        ("nul", "line 1, column 1: a value was expected, found 'n'"),
        (#""a"#, "line 1, column 3: the closing quotation mark is missing"),
        (#""\x""#, "line 1, column 2: there is no such escape in JSON text: '\\' must be written '\\\\'"),
        (#""\u12""#, "line 1, column 2: '\\u' must be followed by four hex digits"),
        (#""\u0000""#, "line 1, column 2: there is a NUL in text"),
        (#""\ud800""#, "line 1, column 2: there is half of a surrogate pair in text"),
        ("\"a\nb\"", "line 1, column 3: there is a raw control character in text: escape it"),
        ("{a:1}", "line 1, column 2: a name in quotation marks was expected, found 'a'"),
    ])
    func `a mistake is told with its place`(text: String, told: String) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSON(parsing: Array(text.utf8)) }
        #expect(error.description == told)
    }

    /// RFC 3629 §4.
    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0xAF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0xE2, 0x28, 0xA1],
        ] as [[UInt8]]
    )
    func `text that is not UTF-8 is refused`(bytes: [UInt8]) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSON(parsing: [0x22] + bytes + [0x22]) }
        #expect(error.reason == "text is not UTF-8")
    }

    @Test func `a byte order mark is refused by name`() throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSON(parsing: [0xEF, 0xBB, 0xBF, 0x31]) }
        #expect(error.reason.contains("byte order mark"))
    }

    @Test func `nesting has a limit`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(throws: Never.self) { try JSON(parsing: nested(32)) }
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: nested(33)) }
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: nested(1_000_000)) }
    }

    @Test(arguments: [2, 32, 33, 34, 1_000])
    func `a name that is there twice is found among any number of members`(count: Int) throws {
        let names = (1..<count).map { "n\($0)" } + ["\u{E9}"]
        func document(_ names: [String]) -> [UInt8] {
            Array(("{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}").utf8)
        }
        // What only looks the same is another name.
        #expect(try JSON(parsing: document(names + ["e\u{301}"])).object?.members.count == count + 1)
        for twice in [names[0], names[count / 2], "\u{E9}"] {
            let error = try #require(throws: JSONSyntaxError.self) { try JSON(parsing: document(names + [twice])) }
            #expect(error.reason == "the name \"\(twice)\" is there twice in one object")
        }
    }

    @Test func `an object of very many members is read in time`() throws {
        let text = "{" + (0..<200_000).map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        let duration = try processorTime {
            let json = try JSON(parsing: Array(text.utf8))
            #expect(json.object?.members.count == 200_000)
        }
        #expect(duration < .seconds(10))
    }

    @Test func `only the named members are read`() throws {
        let text = #"{"skip":{"a":["}",{"x":"\""}]},"n":-1.5e3,"keep":[1,2],"t":true,"also":"é","rest":}"#
        let object = try JSONObject(parsing: Array(text.utf8), only: [JSONName("keep"), JSONName("also")])
        #expect(object == ["keep": [1, 2], "also": "é"])
    }

    @Test func `values are compared by their bytes`() {
        #expect(JSON.string("e\u{301}") != JSON.string("\u{E9}"))
        #expect(["a": 1, "b": 2] as JSON == ["b": 2, "a": 1])
        #expect([1, 2] as JSON != [2, 1])
    }

    @Test func `whole numbers are compared exactly`() {
        let big = JSONNumber(9_007_199_254_740_993)
        #expect(big.ordering(to: JSONNumber(9_007_199_254_740_992)) == .after)
        #expect(JSONNumber(2).ordering(to: JSONNumber(10)) == .before)
    }
}
