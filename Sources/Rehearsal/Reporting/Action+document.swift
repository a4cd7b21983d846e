package import SCIM

extension Action {
    /// The action in the members that Entra's provisioning log has.
    package var document: JSONObject {
        var identity: JSONObject = ["identityType": .string(object.title)]
        identity["id"] = target.map { .string($0) }
        identity["displayName"] = .string(name)
        var status: JSONObject = ["status": failure == nil ? (kind == .skip ? "skipped" : "success") : "failure"]
        if let failure {
            status["errorInformation"] = [
                "errorCode": .string(failure.code), "reason": .string(failure.reason),
                "recommendedAction": .string(failure.recommendedAction),
            ]
        }
        return [
            "activityDateTime": .string(start.description),
            "durationInMilliseconds": .number(JSONNumber(milliseconds)),
            "provisioningAction": .string(kind.rawValue),
            "sourceIdentity": [
                "id": .string(source), "displayName": .string(name), "identityType": .string(object.title),
            ],
            "targetIdentity": .object(identity),
            "modifiedProperties": .array(
                changes.map { name, old, new in
                    ["displayName": .string(name), "oldValue": old ?? .null, "newValue": new ?? .null]
                }
            ),
            "provisioningSteps": .array(
                steps.map { step in
                    [
                        "name": .string(step.name), "status": step.isSuccess ? "success" : "failure",
                        "description": .string(step.description),
                    ]
                }
            ),
            "provisioningStatusInfo": .object(status),
        ]
    }
}
