internal import SCIM
internal import Testing

struct DateTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"),
        ("2026-11-23T18:34:09.5+01:00", "2026-11-23T17:34:09.500Z"),
        ("2024-02-29T23:59:59.999999Z", "2024-02-29T23:59:59.999Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
        ("2000-03-01T00:00:00-14:00", "2000-03-01T14:00:00.000Z"),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"),
    ])
    func `an instant is read and written in UTC`(text: String, written: String) throws {
        #expect(try #require(DateTime(text)).description == written)
    }

    @Test(arguments: [
        "", "2026", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-32T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00Zx", "2026-01-01T00:00:00+15:00", "2026-1-1T00:00:00Z",
    ])
    func `what is no instant is refused`(text: String) {
        #expect(DateTime(text) == nil)
    }

    @Test func `instants are ordered whatever their zone`() throws {
        #expect(try #require(DateTime("2026-01-01T01:00:00+02:00")) < #require(DateTime("2026-01-01T00:00:00Z")))
    }

    /// Who filters by a time they were told must find what has it.
    @Test func `the present time is as it is told`() {
        for _ in 0..<1_000 {
            let now = DateTime.now
            #expect(DateTime(now.description) == now)
        }
    }
}
