package import Logging
package import SCIM

/// The SCIM service: a request in, a response out.
///
/// It knows neither sockets nor SQL. Everything it needs of the outside is given to it, the time included.
package struct Provider: Sendable {
    package let store: any ResourceStore
    /// When which token was used; the owner of the provider stores it from time to time.
    package let tokenUse = TokenUse()
    let cursors: CursorSeal
    package let limits: Limits
    let rates = RequestRates()
    let slowRequests = SlowRequests()
    let now: @Sendable () -> DateTime
    /// How many microseconds the calling thread has had of a processor.
    let processorTime: @Sendable () -> Int64
    let logger: Logger

    /// Makes a service of a store, of clocks, and of a log for the failures that clients learn nothing about.
    package init(
        store: any ResourceStore,
        limits: Limits = Limits(),
        now: @escaping @Sendable () -> DateTime,
        processorTime: @escaping @Sendable () -> Int64,
        logger: Logger
    ) throws {
        self.store = store
        self.limits = limits
        self.now = now
        self.processorTime = processorTime
        self.logger = logger
        cursors = try CursorSeal(key: store.cursorKey())
    }
}
