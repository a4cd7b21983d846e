internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `POST /Bulk` (RFC 7644 §3.7): each operation succeeds or fails by itself, and all are durable together.
    func bulk(_ call: Call) throws -> Pending {
        let request = try BulkRequest(parsing: call.bodyObject(), maximumOperations: limits.maximumBulkOperations)
        rates.charge(call.network, request.operations.count - 1, at: call.time)
        let reader = BulkReader(request.operations, of: self, with: values(for: call), call)
        let steps = request.operations.enumerated().map { reader.read($1, at: $0) }
        return { answer in
            store.write(call.network) { writer in
                try charging(call.network, at: call.time) {
                    try BulkRun(steps, failOnErrors: request.failOnErrors).outcomes(with: writer)
                }
            } completion: { result in
                answer(result.map { response(to: steps, $0, call) })
            }
        }
    }

    private func response(to steps: [BulkStep], _ outcomes: [BulkOutcome?], _ call: Call) -> Response {
        let operations = zip(steps, outcomes)
            .compactMap { step, outcome in outcome.map { JSON.object(step.document(of: $0, call)) } }
        let body: JSONObject = [
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],
            "Operations": .array(operations),
        ]
        var response = Response(status: .ok, body: body.bytes)
        for (step, outcome) in zip(steps, outcomes) {
            switch outcome {
            case .failed(let error)?: response.trace.refusals.append(step.refusal(error))
            case .done?: response.trace.rows += 1
            case nil: break
            }
        }
        return response
    }
}

extension BulkStep {
    fileprivate func refusal(_ error: SCIMError) -> Refusal {
        Refusal(
            target: "\(operation.method) \(operation.path)",
            subject: operation.data?.object?.subject,
            error: error
        )
    }

    /// What the response says of an operation.
    fileprivate func document(of outcome: BulkOutcome, _ call: Call) -> JSONObject {
        var document: JSONObject = ["method": .string(operation.method)]
        if let bulkID = operation.bulkID { document["bulkId"] = .string(bulkID) }
        let location = (try? change.get())
            .map { change in
                JSON.string(call.request.baseURL + change.type.endpoint + "/" + change.id)
            }
        switch outcome {
        case .done(let entityTag):
            document["location"] = location
            document["version"] = entityTag.map { .string($0) }
            document["status"] = .string(successStatus)
        case .failed(let error):
            if operation.method != "POST" { document["location"] = location }
            document["status"] = .string(String(error.status))
            document["response"] = error.document
        }
        return document
    }

    private var successStatus: String {
        switch operation.method {
        case "POST": "201"
        case "DELETE": "204"
        default: "200"
        }
    }
}
