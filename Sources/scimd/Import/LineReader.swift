internal import Foundation

/// Reads a file line by line; empty lines are passed over.
struct LineReader {
    private static let chunkSize = 1 << 20

    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var isAtEnd = false
    /// The number of the line that was read last, from 1.
    private(set) var number = 0

    init(path: String) throws {
        file = try FileHandle(forReadingFrom: URL(filePath: path))
    }

    /// The next lines with their numbers, at most so many; none at the end.
    mutating func next(_ count: Int) throws -> [(number: Int, bytes: [UInt8])] {
        var lines: [(Int, [UInt8])] = []
        var start = buffer.startIndex
        while lines.count < count {
            guard let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) else {
                guard !isAtEnd else { break }
                buffer.removeSubrange(..<start)
                start = buffer.startIndex
                try fill()
                continue
            }
            number += 1
            if end > start { lines.append((number, Array(buffer[start..<end]))) }
            start = end + 1
        }
        buffer.removeSubrange(..<start)
        return lines
    }

    /// How many lines a file has.
    static func count(path: String) throws -> Int {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        var count = 0
        while let chunk = try file.read(upToCount: chunkSize), !chunk.isEmpty {
            count += chunk.count { $0 == UInt8(ascii: "\n") }
        }
        return count
    }

    private mutating func fill() throws {
        guard let chunk = try file.read(upToCount: Self.chunkSize), !chunk.isEmpty else {
            isAtEnd = true
            // The last line may have no end.
            if !buffer.isEmpty { buffer.append(UInt8(ascii: "\n")) }
            return
        }
        buffer.append(contentsOf: chunk)
    }
}
