internal import CFuzzer
internal import Glibc

/// Hands the inputs of libFuzzer to the fuzzer that the environment names.
@main struct Fuzz {
    private static let fuzzer: Fuzzer = {
        guard let word = unsafe getenv("FUZZER"), let fuzzer = unsafe Fuzzer(rawValue: String(cString: word)) else {
            let words = Fuzzer.allCases.map(\.rawValue).joined(separator: ", ")
            fatalError("FUZZER must be one of \(words)")
        }
        return fuzzer
    }()

    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
        let status = unsafe LLVMFuzzerRunDriver(&count, &arguments) { start, count in
            Fuzz.fuzzer.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
            return 0
        }
        exit(status)
    }
}
