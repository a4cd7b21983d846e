/// Some of the resources that a query selects.
package struct Page: Sendable {
    /// How many resources the query selects in all.
    package let totalResults: Int
    package let records: [StoredResource]

    package init(totalResults: Int, records: [StoredResource]) {
        self.totalResults = totalResults
        self.records = records
    }
}
