internal import ArgumentParser
internal import Foundation
internal import Rehearsal
internal import SCIM

/// Which attributes are told, and by which people are matched.
struct MappingOption: ParsableArguments {
    @Option(help: ArgumentHelp("starmind, entra-default, or a file of your own (*.json).", valueName: "name"))
    var mapping = Mapping.builtIn[0]

    func load() throws -> Mapping {
        if Mapping.builtIn.contains(mapping) { return try Mapping(named: mapping) }
        guard let bytes = try? Data(contentsOf: URL(filePath: mapping)) else {
            let names = Mapping.builtIn.joined(separator: ", ")
            throw ValidationError("there is no mapping '\(mapping)': there are \(names), and files of your own")
        }
        do {
            return try Mapping(JSONFile(name: mapping, bytes: Array(bytes)))
        } catch {
            throw UnusableInput("the mapping cannot be used: \(error)")
        }
    }
}
