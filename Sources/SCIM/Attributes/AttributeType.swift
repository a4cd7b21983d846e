/// The data types of RFC 7643 §2.3; raw values are the words of schema documents.
package enum AttributeType: String, CaseIterable, Sendable {
    case string
    case boolean
    case decimal
    case integer
    case dateTime
    case binary
    case reference
    case complex
}
