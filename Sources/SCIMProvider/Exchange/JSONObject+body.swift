internal import SCIM

extension JSONObject {
    /// Reads what a client sent.
    init(body: [UInt8]) throws(SCIMError) {
        let value: JSON
        do throws(JSONSyntaxError) {
            value = try JSON(parsing: body)
        } catch {
            throw .invalidSyntax("the body is not valid JSON: \(error)")
        }
        guard case .object(let object) = value else {
            throw .invalidSyntax("the body must be a JSON object")
        }
        self = object
    }
}
