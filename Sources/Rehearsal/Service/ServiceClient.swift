internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import SCIM

/// Sends requests to a SCIM endpoint as Entra's provisioning service does: with a bearer token, at a bounded pace, each
/// answered within 60 seconds or given up.
package final class ServiceClient: Sendable {
    /// How the endpoint is reached.
    package struct Settings: Sendable {
        /// A file of certificates to trust beside those of the system.
        package var certificates: String?
        package var requestsPerSecond = 25.0
        package var concurrency = 8
        /// How many seconds an answer may take.
        package var timeout = 60

        package init() {}
    }

    package let tenant: TenantURL
    let settings: Settings
    private let token: String
    private let client: HTTPClient
    private let pace: Pace

    private init(_ tenant: TenantURL, token: String, settings: Settings) throws {
        self.tenant = tenant
        self.token = token
        self.settings = settings
        pace = Pace(requestsPerSecond: settings.requestsPerSecond)
        var configuration = HTTPClient.Configuration(tlsConfiguration: try .client(trusting: settings.certificates))
        configuration.timeout = .init(connect: .seconds(10), read: .seconds(Int64(settings.timeout)))
        configuration.httpVersion = .http1Only
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = settings.concurrency
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Gives `body` a client of an endpoint, whose connections are closed behind it, also when it fails.
    package static func withClient<Success>(
        _ tenant: TenantURL,
        token: String,
        settings: Settings = Settings(),
        _ body: (ServiceClient) async throws -> Success
    ) async throws -> Success {
        let client = try ServiceClient(tenant, token: token, settings: settings)
        let result: Result<Success, any Error>
        do { result = .success(try await body(client)) } catch { result = .failure(error) }
        try? await client.client.shutdown()
        return try result.get()
    }

    /// Sends one request, and gives whatever was answered; throws when there was no answer.
    package func send(_ request: ServiceRequest) async throws(ServiceFailure) -> ServiceAnswer {
        do {
            try await pace.turn()
            var message = HTTPClientRequest(url: tenant.url(request.path, request.encodedQuery))
            message.method = HTTPMethod(rawValue: request.method)
            message.headers.add(name: "Authorization", value: "Bearer \(token)")
            message.headers.add(name: "Accept", value: "application/scim+json")
            if let body = request.body {
                message.headers.add(name: "Content-Type", value: "application/scim+json; charset=utf-8")
                message.body = .bytes(body.bytes)
            }
            for (name, value) in request.headers { message.headers.replaceOrAdd(name: name, value: value) }
            let response = try await client.execute(message, timeout: .seconds(Int64(settings.timeout)))
            let body = try await response.body.collect(upTo: 64 * 1_024 * 1_024)
            let fields = response.headers.map { ($0.name.lowercased(), $0.value) }
            return ServiceAnswer(
                status: Int(response.status.code),
                headers: Dictionary(fields) { first, _ in first },
                body: Array(body.readableBytesView)
            )
        } catch let error as HTTPClientError where error.isTimeout {
            throw ServiceFailure(
                "Timeout",
                "\(request.method) \(request.path) was not answered within \(settings.timeout) seconds",
                isTransient: true
            )
        } catch {
            throw ServiceFailure(
                "ConnectionFailed",
                "\(request.method) \(request.path): \(error)",
                isTransient: !(error is CancellationError)
            )
        }
    }

    /// Sends a request and gives the answer of a success; anything else is thrown.
    func perform(_ request: ServiceRequest) async throws(ServiceFailure) -> ServiceAnswer {
        let answer = try await send(request)
        guard answer.isSuccess else { throw ServiceFailure(answer, to: request) }
        return answer
    }
}

extension HTTPClientError {
    fileprivate var isTimeout: Bool {
        [.readTimeout, .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout].contains(self)
    }
}

extension TLSConfiguration {
    /// The settings of a client that trusts the system's certificates and those of a file.
    static func client(trusting file: String?) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let file {
            do {
                configuration.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(file))]
            } catch {
                throw ServiceFailure("Certificates", "'\(file)' holds no PEM certificates that can be read")
            }
        }
        return configuration
    }
}
