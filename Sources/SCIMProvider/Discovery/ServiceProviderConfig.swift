internal import SCIM

/// What the service announces of itself (RFC 7643 §5): what is true today and nothing else.
struct ServiceProviderConfig {
    let limits: Limits
    let settings: NetworkSettings

    var document: JSONObject {
        [
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
            "patch": ["supported": true],
            "bulk": [
                "supported": true,
                "maxOperations": .number(JSONNumber(limits.maximumBulkOperations)),
                "maxPayloadSize": .number(JSONNumber(limits.maximumBodySize)),
            ],
            "filter": ["supported": true, "maxResults": .number(JSONNumber(settings.maxPageSize))],
            "changePassword": ["supported": true],
            "sort": ["supported": true],
            "etag": ["supported": true],
            "pagination": [
                "cursor": true,
                "index": true,
                "defaultPaginationMethod": "index",
                "defaultPageSize": .number(JSONNumber(settings.defaultPageSize)),
                "maxPageSize": .number(JSONNumber(settings.maxPageSize)),
                "cursorTimeout": .number(JSONNumber(limits.cursorTimeout)),
            ],
            "authenticationSchemes": [
                [
                    "type": "oauthbearertoken",
                    "name": "Secret token",
                    "description": "A secret token of the network, sent as 'Authorization: Bearer TOKEN'.",
                    "specUri": "https://www.rfc-editor.org/rfc/rfc6750",
                    "primary": true,
                ]
            ],
        ]
    }
}
