internal import SCIM

/// The answer to a search: a ListResponse of RFC 7644 §3.4.2.
struct ListAnswer {
    let totalResults: Int64
    let resources: [JSONObject]

    /// Reads an answer; throws what Entra says of one that is no list.
    init(_ answer: ServiceAnswer, to request: ServiceRequest) throws(ServiceFailure) {
        let code = "SystemForCrossDomainIdentityManagementServiceIncompatible"
        guard answer.status == 200 else {
            // A search for what is not there must give an empty list: with 404 the service is taken to be no SCIM service.
            guard answer.status == 404 else { throw ServiceFailure(answer, to: request) }
            throw ServiceFailure(code, "a search was answered with 404 instead of an empty list: \(answer.detail)")
        }
        guard let object = answer.object, let total = object.value(ofFolded: "totalResults")?.integer else {
            throw ServiceFailure(code, "a search was not answered with a ListResponse: \(answer.detail)")
        }
        totalResults = total
        resources = (object.value(ofFolded: "Resources")?.array ?? []).compactMap(\.object)
        guard total == 0 || !resources.isEmpty else {
            throw ServiceFailure(code, "a search found \(total) resources and sent none in 'Resources'")
        }
    }
}
