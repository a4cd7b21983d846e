/// One step of the way from a JSON document to a value in it.
package enum JSONStep: Hashable, Sendable {
    case name(String)
    case index(Int)
}
