/// A JSON value, with its numbers and the order of its members as they were written.
///
/// Two values are equal when they would be written with the same bytes; objects are equal whatever the
/// order of their members.
package enum JSON: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}
