internal import Testing

@testable internal import Rehearsal

struct ServiceAnswerTests {
    @Test(
        arguments: [
            ("2", 2), ("0.5", 0.5), ("86400", 300), ("inf", 300), ("1e30", 300), ("-1", nil), ("nan", nil),
            ("soon", nil),
        ] as [(String, Double?)]
    )
    func `a server is waited for as long as can be, and no longer`(header: String, seconds: Double?) {
        let answer = ServiceAnswer(status: 503, headers: ["retry-after": header], body: [])
        #expect(answer.retryAfter == seconds)
    }
}
