internal import SCIM
internal import Testing

@testable internal import SCIMProvider

struct CursorSealTests {
    private let seal = CursorSeal(key: [UInt8](repeating: 7, count: 32))
    private let position = Position(sortKey: .text("ä"), key: 42)

    private func scope(_ network: Int64 = 1, filter: String = "title pr") -> CursorScope {
        var search = SearchRequest()
        search.filter = filter
        return CursorScope(network: .init(network), types: [.user], search: search)
    }

    @Test func `a cursor leads to its place`() throws {
        let cursor = try seal.seal(.after(position), scope(), expires: DateTime(microseconds: 10))
        guard case .after(position) = try seal.open(cursor, scope(), now: DateTime(microseconds: 9)) else {
            Issue.record("another place")
            return
        }
        #expect(!cursor.contains { "+/=".contains($0) })
    }

    /// A sort key that begins with a combining mark, and numbers that no integer is.
    @Test(arguments: [
        SortKey.text("\u{301}a"), .text("\u{FE0F}"), .text(""), .text("t"), .number(-0.5), .number(.infinity), .missing,
    ])
    func `a cursor keeps whatever resources are ordered by`(key: SortKey) throws {
        let cursor = try seal.seal(
            .after(Position(sortKey: key, key: 1)),
            scope(),
            expires: DateTime(microseconds: 10)
        )
        guard case .after(let place?) = try seal.open(cursor, scope(), now: DateTime(microseconds: 9)) else {
            Issue.record("another place")
            return
        }
        #expect(place.sortKey == key)
    }

    @Test func `an expired cursor is told from a wrong one`() throws {
        let cursor = try seal.seal(.before(position), scope(), expires: DateTime(microseconds: 10))
        let expired = try #require(throws: SCIMError.self) {
            try seal.open(cursor, scope(), now: DateTime(microseconds: 10))
        }
        #expect(expired.scimType == .expiredCursor)
        // Any other character at any place makes it another cursor.
        let changed = cursor.indices.map { index in
            (cursor[..<index] + (cursor[index] == "A" ? "B" : "A") + cursor[cursor.index(after: index)...], scope())
        }
        let wrong = [
            (cursor, scope(2)), (cursor, scope(filter: "")), (String(cursor.dropLast()), scope()), ("", scope()),
        ]
        for (cursor, scope) in wrong + changed.map({ (String($0), $1) }) {
            let wrong = try #require(throws: SCIMError.self) {
                try seal.open(cursor, scope, now: DateTime(microseconds: 0))
            }
            #expect(wrong.scimType == .invalidCursor)
        }
    }
}
