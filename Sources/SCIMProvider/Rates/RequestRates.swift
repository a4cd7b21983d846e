internal import SCIM
internal import Synchronization

/// Keeps each network to its rate of requests, in the memory of this process.
///
/// Only authorized requests count, so nobody without a secret token can use up what a customer may ask for.
final class RequestRates: Sendable {
    /// How many microseconds of a processor a request has before it counts as several.
    static let effort: Int64 = 500

    private let allowances = Mutex<[Network.Key: RequestAllowance]>([:])

    /// Takes a request from what a network may ask for, or refuses it; one that was taken before, with 0, is only refused.
    func admit(_ network: Network, taking count: Int = 1, at instant: DateTime) throws(SCIMError) {
        let rate = network.settings.requestRate
        guard rate > 0 else { return }
        let wait = allowances.withLock {
            $0[network.key, default: RequestAllowance()].admit(count, of: rate, at: instant.microseconds)
        }
        guard wait == 0 else {
            throw .tooManyRequests(
                "this Tenant URL is asked for more than its \(rate) requests a second, expensive ones counting as several: "
                    + "slow down and repeat the request after the time that Retry-After names",
                retryAfter: Int((wait + 999_999) / 1_000_000)
            )
        }
    }

    /// Takes what a request costs beyond being one, once that is known.
    func charge(_ network: Network, _ count: Int, at instant: DateTime) {
        let rate = network.settings.requestRate
        guard rate > 0, count > 0 else { return }
        allowances.withLock {
            $0[network.key, default: RequestAllowance()].take(count, of: rate, at: instant.microseconds)
        }
    }
}
