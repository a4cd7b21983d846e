internal import SCIM

@testable internal import SCIMProvider

extension Fuzzer {
    private static let seal = CursorSeal(key: [UInt8](repeating: 7, count: 32))
    private static let scope = CursorScope(network: .init(1), types: [.user], search: SearchRequest())
    private static let now = DateTime(microseconds: 1)

    /// Nobody makes a cursor, changes one, or loses one.
    func fuzzCursor(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        check((try? Self.seal.open(text, Self.scope, now: Self.now)) == nil, "a made-up cursor is opened")
        if let decoded = [UInt8](base64URL: text) {
            check(decoded.base64URL == text, "two texts are the same bytes")
        }
        guard let kind = bytes.first else { return }
        let position = position(kind, Array(bytes.dropFirst()))
        let window: ListQuery.Window = kind & 1 == 0 ? .after(position) : .before(position)
        guard let cursor = try? Self.seal.seal(window, Self.scope, expires: DateTime(microseconds: 2)) else {
            fatalError("broken: a place cannot be sealed")
        }
        switch (window, try? Self.seal.open(cursor, Self.scope, now: Self.now)) {
        case (.after(let mine?), .after(let other?)?), (.before(let mine), .before(let other)?):
            check(mine == other, "a cursor leads elsewhere")
        default:
            fatalError("broken: a cursor is not opened again: \(window)")
        }
        var changed = Array(cursor.utf8)
        let place = bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % changed.count
        changed[place] = changed[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        let opened = try? Self.seal.open(String(decoding: changed, as: UTF8.self), Self.scope, now: Self.now)
        check(opened == nil, "a changed cursor is opened")
    }

    /// A position of each kind of sort key, as resources have them: JSON gives no text with NUL and no number that is none.
    private func position(_ kind: UInt8, _ bytes: [UInt8]) -> Position {
        let bits = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let sortKey: SortKey =
            switch kind >> 1 & 3 {
            case 0: .missing
            case 1: .number(Double(bitPattern: bits).isNaN ? 0 : Double(bitPattern: bits))
            default: .text(String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self))
            }
        return Position(sortKey: sortKey, key: Int64(bitPattern: bits))
    }
}
