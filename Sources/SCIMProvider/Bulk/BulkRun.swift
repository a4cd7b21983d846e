internal import SCIM

/// Carries out the operations of a Bulk request inside one transaction.
struct BulkRun {
    private let steps: [BulkStep]
    private let failOnErrors: Int?
    private var results: [BulkOutcome?]
    private var failures = 0
    /// All operations hold up the changes of others together.
    private let effort = PatchEffort()

    init(_ steps: [BulkStep], failOnErrors: Int?) {
        self.steps = steps
        self.failOnErrors = failOnErrors
        results = Array(repeating: nil, count: steps.count)
    }

    /// How each operation ended; `nil` for those that were left undone after too many failures.
    consuming func outcomes(with writer: any ResourceWriter) throws -> [BulkOutcome?] {
        for circle in BulkOrder(references: steps.map(\.references)).steps {
            guard failures < failOnErrors ?? .max else { break }
            try run(circle, with: writer)
            failures += circle.count { results[$0]?.isFailure ?? false }
        }
        return results
    }

    /// Carries out operations that refer to each other, all or none.
    private mutating func run(_ circle: [Int], with writer: any ResourceWriter) throws {
        var current = circle[0]
        do {
            let tags = try writer.attempt {
                try circle.map { index in
                    current = index
                    return try perform(index, with: writer)
                }
            }
            for (index, tag) in zip(circle, tags) { results[index] = .done(entityTag: tag) }
        } catch let error as SCIMError {
            fail(circle, at: current, error)
        } catch let taken as TakenValue {
            fail(circle, at: current, taken.error)
        }
    }

    private func perform(_ index: Int, with writer: any ResourceWriter) throws -> String? {
        for reference in steps[index].references {
            guard case .failed? = results[reference] else { continue }
            throw SCIMError.conflict("this refers to 'bulkId:\(bulkID(reference))', which could not be made")
        }
        return try steps[index].change.get().perform(writer, effort)?.meta.entityTag
    }

    private mutating func fail(_ circle: [Int], at index: Int, _ error: SCIMError) {
        for other in circle where other != index {
            results[other] = .failed(
                .conflict("this refers to an operation that refers to it in turn, and that one could not be made")
            )
        }
        results[index] = .failed(error)
    }

    private func bulkID(_ index: Int) -> String {
        steps[index].operation.bulkID ?? ""
    }
}
