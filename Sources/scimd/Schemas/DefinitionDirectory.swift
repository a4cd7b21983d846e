internal import Foundation
internal import SCIM

/// A directory with files that define schemas and resource types.
struct DefinitionDirectory {
    let path: String

    /// What the files with the ending `.json` define, taken in the order of their names.
    func definitions() throws -> Definitions {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }.sorted()
        } catch {
            throw UnreadableDefinitions(path: path, reason: error.localizedDescription)
        }
        let files = try names.map { name in
            let file = URL(filePath: path).appending(path: name)
            do {
                return JSONFile(name: file.path(percentEncoded: false), bytes: Array(try Data(contentsOf: file)))
            } catch {
                throw UnreadableDefinitions(path: file.path(percentEncoded: false), reason: error.localizedDescription)
            }
        }
        return try Definitions(files)
    }
}

/// A file or a directory of definitions cannot be read.
struct UnreadableDefinitions: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String {
        "the schemas in '\(path)' cannot be read: \(reason)"
    }
}
