internal import SCIM

extension JSONObject {
    /// Reads what a client sent, and names it in errors.
    init(body: [UInt8], called name: String = "the body") throws(SCIMError) {
        let value: JSON
        do throws(JSONSyntaxError) {
            value = try JSON(parsing: body)
        } catch {
            throw .invalidSyntax("\(name) is not valid JSON: \(error)")
        }
        guard case .object(let object) = value else {
            throw .invalidSyntax("\(name) must be a JSON object")
        }
        self = object
    }
}
