/// Where the value of a target attribute comes from, in the notation of Entra's attribute mappings.
///
/// `[mail]` is an attribute of the directory, `"Contoso"` a constant, and functions take both:
/// `Switch([IsSoftDeleted], , "False", "True", "True", "False")`. An argument left out is no value.
package indirect enum Expression: Hashable, Sendable {
    case attribute(String)
    case constant(String)
    case call(Function, [Expression?])
}

extension Expression {
    /// The names of the attributes it reads.
    package var attributes: [String] {
        switch self {
        case .attribute(let name): [name]
        case .constant: []
        case .call(_, let arguments): arguments.flatMap { $0?.attributes ?? [] }
        }
    }
}
