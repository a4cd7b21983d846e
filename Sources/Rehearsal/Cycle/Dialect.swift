/// The two forms in which Entra writes PATCH requests.
package enum Dialect: String, CaseIterable, Sendable {
    /// What Entra sends when the Tenant URL says nothing: `Add`, `Replace`, `Remove`, booleans as text.
    case standard = "default"
    /// What it sends with `?aadOptscim062020`: lower case, booleans, simple attributes in one operation.
    case aadOptscim062020
}
