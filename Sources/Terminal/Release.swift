/// What both programs are released as.
package enum Release {
    /// What `--version` says, and what the Debian package is called after.
    package static let version = "0.1.0"
}
