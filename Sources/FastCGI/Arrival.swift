internal import CFCGI

/// How much of a request has arrived on a connection.
///
/// libfcgi waits for a request in the thread that reads it, however long it takes, and takes as much memory as a parameter
/// says that it needs, up to 2 GiB. So it is given a request when that is there and of a usual kind, and not before.
enum Arrival: Equatable {
    /// All of it, or its parameters and enough of a long body.
    case whole
    /// What follows is not here yet.
    case partial
    /// What is there is no request to a responder.
    case wrong

    /// How many bytes are looked at: the parameters that nginx sends are one record at most, and there is room for more.
    static let capacity = 72 << 10
    /// How many bytes are waited for once the parameters are there.
    ///
    /// Linux tells who waits to write to a Unix socket to go on only when three quarters of its 208 KiB are free.
    static let enough = 32 << 10

    /// Judges the bytes that are there to be read (FastCGI 1.0 §3.3, §5.1 to §5.3).
    init(_ bytes: UnsafeRawBufferPointer) {
        var records = unsafe RecordReader(bytes)
        self = Arrival(&records, count: bytes.count)
    }

    private init(_ records: inout RecordReader, count: Int) {
        guard let begin = records.next() else {
            self = records.isWrong ? .wrong : .partial
            return
        }
        guard begin.beginsRequestForResponder else {
            self = .wrong
            return
        }
        var lengths = ParameterLengths()
        var isBody = false
        while let record = records.next() {
            // One request after the other: nothing of another one comes between.
            let type = isBody ? FCGI_STDIN : FCGI_PARAMS
            guard record.requestID == begin.requestID, record.type == type else {
                self = .wrong
                return
            }
            if isBody {
                guard unsafe !record.content.isEmpty else {
                    self = .whole
                    return
                }
            } else if unsafe record.content.isEmpty {
                isBody = true
            } else {
                unsafe lengths.read(record.content)
            }
            guard lengths.isRight, !isBody || lengths.isComplete else {
                self = .wrong
                return
            }
        }
        if records.isWrong || !isBody && count >= Self.capacity {
            self = .wrong
        } else {
            self = isBody && count >= Self.enough ? .whole : .partial
        }
    }
}

extension RecordReader.Record {
    /// A role of two bytes, the flags, and five bytes that mean nothing yet.
    fileprivate var beginsRequestForResponder: Bool {
        unsafe type == FCGI_BEGIN_REQUEST && content.count == 8 && content[0] == 0 && content[1] == FCGI_RESPONDER
    }
}
