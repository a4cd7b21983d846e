internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import NIOTLS

/// One attempt of a TLS handshake, with settings that find out what a server can do.
struct TLSProbe {
    /// What a handshake agreed on.
    struct Agreement: Sendable {
        let version: TLSVersion?
        let certificate: NIOSSLCertificate?
    }

    private let tenant: TenantURL
    private let certificates: String?

    init(_ tenant: TenantURL, trusting certificates: String?) {
        self.tenant = tenant
        self.certificates = certificates
    }

    /// Shakes hands, with the settings changed as given; throws what the handshake failed with.
    func handshake(_ change: (inout TLSConfiguration) -> Void = { _ in }) async throws -> Agreement {
        var configuration = try TLSConfiguration.client(trusting: certificates)
        change(&configuration)
        let context = try NIOSSLContext(configuration: configuration)
        // A name goes into the handshake; an address may not.
        let name = (try? SocketAddress(ipAddress: tenant.host, port: 0)) == nil ? tenant.host : nil
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let result = loop.makePromise(of: Agreement.self)
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(context: context, serverHostname: name)
                    try channel.pipeline.syncOperations.addHandler(handler)
                    try channel.pipeline.syncOperations.addHandler(HandshakeObserver(result))
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(host: tenant.host, port: tenant.port).get()
        } catch {
            result.fail(error)
            throw error
        }
        let timeout = loop.scheduleTask(in: .seconds(10)) { result.fail(ChannelError.connectTimeout(.seconds(10))) }
        defer {
            timeout.cancel()
            channel.close(promise: nil)
        }
        return try await result.futureResult.get()
    }
}

/// Waits for the end of a handshake.
private final class HandshakeObserver: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let result: EventLoopPromise<TLSProbe.Agreement>

    init(_ result: EventLoopPromise<TLSProbe.Agreement>) {
        self.result = result
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self)
            result.succeed(.init(version: handler?.tlsVersion, certificate: handler?.peerCertificate))
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        result.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        result.fail(ChannelError.eof)
        context.fireChannelInactive()
    }
}
