internal import Foundation
internal import SCIM

/// The functions of expressions: those that attribute mappings use most.
package enum Function: String, CaseIterable, Sendable {
    case coalesce = "Coalesce"
    case join = "Join"
    case not = "Not"
    case replace = "Replace"
    case singleAppRoleAssignment = "SingleAppRoleAssignment"
    case `switch` = "Switch"
    case toLower = "ToLower"
    case toUpper = "ToUpper"

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .coalesce: 1...100
        case .join: 2...100
        case .not, .singleAppRoleAssignment: 1...1
        case .replace: 7...7
        case .switch: 2...200
        case .toLower, .toUpper: 1...2
        }
    }

    /// The arguments, for messages.
    var usage: String {
        switch self {
        case .coalesce: "(source, …, default)"
        case .join: "(separator, source, …)"
        case .not: "(source)"
        case .replace:
            "(source, oldValue, regexPattern, regexGroupName, replacementValue, replacementAttributeName, template)"
        case .singleAppRoleAssignment: "([appRoleAssignments])"
        case .switch: "(source, default, key, value, …)"
        case .toLower, .toUpper: "(source, culture)"
        }
    }

    /// The value for arguments; one that is left out, or has no value, is `nil`.
    func value(of arguments: [String?]) throws(EvaluationError) -> String? {
        switch self {
        case .coalesce: arguments.lazy.compactMap { $0 }.first { !$0.isEmpty }
        case .join: join(arguments)
        case .not: try not(arguments[0])
        case .replace: try replace(arguments)
        case .singleAppRoleAssignment: try single(arguments[0])
        case .switch: choose(arguments)
        case .toLower: arguments[0]?.lowercased()
        case .toUpper: arguments[0]?.uppercased()
        }
    }

    private func join(_ arguments: [String?]) -> String? {
        let parts = arguments.dropFirst().compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: arguments[0] ?? "")
    }

    private func not(_ argument: String?) throws(EvaluationError) -> String? {
        guard let argument else { return nil }
        guard let flag = Bool(ignoringCase: argument) else {
            throw EvaluationError("Not needs true or false, not '\(argument)'")
        }
        return flag ? "False" : "True"
    }

    private func choose(_ arguments: [String?]) -> String? {
        let pairs = arguments.dropFirst(2)
        for key in stride(from: pairs.startIndex, to: pairs.endIndex - 1, by: 2) where arguments[key] == arguments[0] {
            return arguments[key + 1]
        }
        return arguments[1]
    }

    private func single(_ argument: String?) throws(EvaluationError) -> String? {
        let roles = (argument ?? "").split(separator: ";")
        guard roles.count <= 1 else {
            throw EvaluationError(
                "SingleAppRoleAssignment found \(roles.count) roles: assign one, or map with another function"
            )
        }
        return roles.first.map(String.init)
    }

    private func replace(_ arguments: [String?]) throws(EvaluationError) -> String? {
        guard let source = arguments[0] else { return nil }
        let new = arguments[4] ?? arguments[5]
        if let pattern = arguments[2] {
            let expression: NSRegularExpression
            do {
                expression = try NSRegularExpression(pattern: pattern)
            } catch {
                throw EvaluationError("Replace cannot use the pattern '\(pattern)'")
            }
            return replace(expression, group: arguments[3], in: source, with: new ?? "")
        }
        guard let old = arguments[1], !old.isEmpty else { return source }
        if let template = arguments[6] { return template.replacing(old, with: source) }
        return source.replacing(old, with: new ?? "")
    }

    private func replace(
        _ expression: NSRegularExpression,
        group: String?,
        in source: String,
        with new: String
    ) -> String {
        var result = source
        for match in expression.matches(in: source, range: NSRange(source.startIndex..., in: source)).reversed() {
            let place = group.map { match.range(withName: $0) } ?? match.range
            guard let range = Range(place, in: source) else { continue }
            // What stands behind has been replaced already, what stands before has not.
            let start = result.index(
                result.startIndex,
                offsetBy: source.distance(from: source.startIndex, to: range.lowerBound)
            )
            let end = result.index(start, offsetBy: source.distance(from: range.lowerBound, to: range.upperBound))
            result.replaceSubrange(start..<end, with: new)
        }
        return result
    }
}
