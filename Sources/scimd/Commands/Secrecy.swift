internal import CLinux
internal import Glibc

/// Keeps to the user of the process what it writes, and to the process what it remembers: tokens and passwords pass by.
enum Secrecy {
    static func begin() {
        umask(0o077)
        // Whatever limits and core_pattern say; a debugger needs root's rights from here on.
        _ = CLinux_hideMemory()
    }
}
