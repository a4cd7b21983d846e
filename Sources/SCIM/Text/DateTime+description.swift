extension DateTime {
    /// Appends the form that `meta` has: `2026-11-23T18:34:09.123Z`, 24 bytes.
    ///
    /// The request path writes two of these an answer, so they are made of digits and no formatter.
    package func write(into bytes: inout [UInt8]) {
        let (milliseconds, _) = microseconds.flooredDivision(by: 1_000)
        let (seconds, millisecond) = milliseconds.flooredDivision(by: 1_000)
        let (days, second) = seconds.flooredDivision(by: 86_400)
        let (year, month, day) = DateTime.date(daysSinceEpoch: Int(days))
        let start = bytes.count
        bytes.append(contentsOf: Self.template)
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            let text = unsafe UnsafeMutableBufferPointer(rebasing: buffer[start...])
            unsafe text.set(digits: year, endingAt: 3)
            unsafe text.set(digits: month, endingAt: 6)
            unsafe text.set(digits: day, endingAt: 9)
            unsafe text.set(digits: Int(second) / 3_600, endingAt: 12)
            unsafe text.set(digits: Int(second) / 60 % 60, endingAt: 15)
            unsafe text.set(digits: Int(second) % 60, endingAt: 18)
            unsafe text.set(digits: Int(millisecond), endingAt: 22)
        }
    }

    private static let template = Array("0000-00-00T00:00:00.000Z".utf8)

    /// The inverse of counting days, with years that start in March.
    private static func date(daysSinceEpoch: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension DateTime: CustomStringConvertible {
    package var description: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Writes a number over zeros.
    fileprivate func set(digits value: Int, endingAt end: Int) {
        var rest = UInt32(truncatingIfNeeded: value)
        var index = end
        while rest > 0 {
            let quotient = rest / 10
            unsafe self[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest - quotient * 10)
            rest = quotient
            index -= 1
        }
    }
}
