internal import ArgumentParser
internal import FastCGI
internal import Foundation
internal import Logging
internal import SCIM
internal import SCIMProvider
internal import SCIMStore

/// `scimd serve`: answers the web server.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer the requests that nginx forwards over FastCGI.",
        discussion: """
            Without --socket the listening socket is descriptor 0, as spawn-fcgi and systemd hand it over. SIGTERM stops: \
            requests in flight are answered first.
            """
    )

    @Option(
        help: ArgumentHelp(
            "A Unix socket to make and to listen on, with mode 0660.",
            valueName: "path"
        )
    )
    var socket: String?
    @Option(
        help: ArgumentHelp(
            "How many requests are answered at the same time.",
            discussion: """
                Without the option, as many as there are processors, and one more while all of those take long.
                """
        )
    )
    var threads: Int?
    @Option(
        help: ArgumentHelp(
            "A directory with schemas and resource types for all networks.",
            discussion: """
                Each file *.json holds Schema or ResourceType documents in the JSON of RFC 7643; 'scimd network schemas \
                --help' shows one. They are stored in the database and stay in force until a start with other ones; \
                what resources still need cannot be taken away.
                """,
            valueName: "dir"
        )
    )
    var schemas: String?
    @Option(
        help: ArgumentHelp(
            "How much is logged.",
            discussion: """
                The log is standard error, a JSON object a line. From 'info' on there is a line for each request, from \
                'debug' on with path and query, which may name people.
                """,
            valueName: "level"
        )
    )
    var logLevel: LogLevel = .info
    @Option(
        help: ArgumentHelp(
            "For how many days changes and refused requests are kept for 'scimd activity'; 0 is for ever.",
            valueName: "days"
        )
    )
    var journalDays = 365
    @OptionGroup var store: StoreOptions

    func validate() throws {
        guard (0...36_500).contains(journalDays) else {
            throw ValidationError("--journal-days must be from 0 to 36500")
        }
        guard threads.map((1...256).contains) ?? true else { throw ValidationError("--threads must be from 1 to 256") }
    }

    func run() throws {
        // A limit on the size of files is an error of the write that meets it, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        let termination = TerminationSignals()
        let sink = LogSink()
        defer { sink.flush() }
        LoggingSystem.bootstrap { [logLevel] _ in JSONLogHandler(sink: sink, logLevel: logLevel.level) }
        let logger = Logger(label: "scimd")
        let definitions = try schemas.map { try DefinitionDirectory(path: $0).definitions() }
        let store = try store.open(logger: logger, makesMissing: true)
        if let definitions, try store.store(definitions, for: nil) { logger.info("schemas of all networks changed") }
        try store.beginServing()
        let provider = try Provider(
            store: store,
            now: { .now },
            processorTime: { ProcessorTime.ofThread },
            logger: logger
        )
        let listener = try socket.map { path throws(FastCGIError) in try Listener(path: path) } ?? Listener()
        var settings = Responder.Settings()
        settings.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        settings.reserve = threads == nil ? 1 : 0
        let requests = RequestMeter()
        let refusals = RefusalRecorder(store: store, logger: logger)
        let service = Service(
            provider: provider,
            log: RequestLog(sink, level: logLevel.level),
            metrics: Metrics(requests: requests, refusals: refusals, store: store)
        )
        let responder = try Responder(listener: listener, settings: settings) { exchange in
            service.answer(exchange)
        }
        let housekeeping = Housekeeping(
            tokenUse: provider.tokenUse,
            requests: requests,
            journalDays: journalDays == 0 ? nil : journalDays,
            store: store,
            logger: logger
        )
        termination.onSignal { responder.stop() }
        logger.info("serving", metadata: ["database": "\(store.path)", "threads": "\(settings.threads)"])
        try responder.run()
        refusals.flush()
        housekeeping.stop()
        do {
            try store.endServing()
        } catch {
            logger.warning("log not emptied", metadata: ["error": "\(error)"])
        }
        logger.info("stopped")
    }
}
