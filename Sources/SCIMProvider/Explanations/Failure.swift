/// What is known of a refused request when it is to be explained: from the journal, or from a text that somebody saw.
package struct Failure: Sendable {
    package let status: Int?
    package let scimType: String?
    /// The method and the path.
    package let target: String?
    /// The text of the error.
    package let detail: String

    package init(status: Int? = nil, scimType: String? = nil, target: String? = nil, detail: String) {
        self.status = status
        self.scimType = scimType
        self.target = target
        self.detail = detail
    }
}
