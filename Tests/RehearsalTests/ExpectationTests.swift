internal import SCIM
internal import Testing

@testable internal import Rehearsal

struct ExpectationTests {
    @Test(
        arguments: [
            (#"{"a":1,"b":2}"#, #"{"a":1}"#, nil), (#"{"A":1}"#, #"{"a":1}"#, nil),
            (#"{}"#, #"{"a":1}"#, "a is missing"),
            (#"{"a":"x"}"#, #"{"a":"*"}"#, nil), (#"{"a":null}"#, #"{"a":"*"}"#, "a is missing"),
            (#"{"a":1}"#, #"{"a":null}"#, "a must be absent"), (#"{}"#, #"{"a":null}"#, nil),
            (#"{}"#, #"{"a":[]}"#, nil),
            (#"{"a":[1]}"#, #"{"a":[]}"#, "must be empty"),
            (#"{"a":[{"v":1,"w":2},{"v":3}]}"#, #"{"a":[{"v":3}]}"#, nil),
            (#"{"a":[{"v":1},{"v":2}]}"#, #"{"a":[{"v":3}]}"#, "has no value"),
            (#"{"a":[{"v":1}]}"#, #"{"a":[{"v":3}]}"#, "a[0].v is 1"),
            (#"{"a":"True"}"#, #"{"a":true}"#, "a is \"True\""),
            (#"{"a":{"b":{"c":1}}}"#, #"{"a":{"b":{"c":2}}}"#, "a.b.c is 1"),
        ] as [(String, String, String?)]
    )
    func `a mismatch is told by its place`(value: String, expected: String, reason: String?) throws {
        let value = try JSON(parsing: Array(value.utf8))
        let found = value.mismatch(try JSON(parsing: Array(expected.utf8)), at: "")
        guard let reason else {
            #expect(found == nil)
            return
        }
        #expect(found?.contains(reason) == true, "\(found ?? "nothing")")
    }
}
