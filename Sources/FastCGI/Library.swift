internal import CFCGI
internal import Glibc

/// libfcgi as a whole.
enum Library {
    /// Whether libfcgi could be made ready; it is done once.
    ///
    /// `FCGX_Init` takes SIGTERM, SIGUSR1 and SIGPIPE for itself, after which a plain `kill` no longer ends the process:
    /// what the program had decided is put back. SIGPIPE is ignored, for the web server may hang up at any time.
    static let isReady: Bool = {
        var saved = [SIGTERM, SIGUSR1]
            .map { signal in
                var action = sigaction()
                unsafe sigaction(signal, nil, &action)
                return (signal, action)
            }
        let status = FCGX_Init()
        for index in saved.indices { unsafe sigaction(saved[index].0, &saved[index].1, nil) }
        signal(SIGPIPE, SIG_IGN)
        return status == 0
    }()
}
