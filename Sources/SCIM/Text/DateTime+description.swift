extension DateTime {
    /// How many bytes `write` writes.
    package static let length = 24

    /// Writes the form that `meta` has, `2026-11-23T18:34:09.123Z`, over bytes that are there.
    ///
    /// The request path writes two of these an answer, so they are made of digits and no formatter.
    package func write(over bytes: inout [UInt8], at start: Int) {
        let (milliseconds, _) = microseconds.flooredDivision(by: 1_000)
        let (days, timeOfDay) = milliseconds.flooredDivision(by: 86_400_000)
        // Numbers below 2^32 are divided at half the cost.
        let (year, month, day) = DateTime.date(daysSinceEpoch: Int32(truncatingIfNeeded: days))
        let (seconds, millisecond) = UInt32(truncatingIfNeeded: timeOfDay).quotientAndRemainder(dividingBy: 1_000)
        let (minutes, second) = seconds.quotientAndRemainder(dividingBy: 60)
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            let text = unsafe UnsafeMutableBufferPointer(rebasing: buffer[start..<start + Self.length])
            unsafe text.setDigits(of: year / 100, at: 0)
            unsafe text.setDigits(of: year % 100, at: 2)
            unsafe text[4] = UInt8(ascii: "-")
            unsafe text.setDigits(of: month, at: 5)
            unsafe text[7] = UInt8(ascii: "-")
            unsafe text.setDigits(of: day, at: 8)
            unsafe text[10] = UInt8(ascii: "T")
            unsafe text.setDigits(of: hour, at: 11)
            unsafe text[13] = UInt8(ascii: ":")
            unsafe text.setDigits(of: minute, at: 14)
            unsafe text[16] = UInt8(ascii: ":")
            unsafe text.setDigits(of: second, at: 17)
            unsafe text[19] = UInt8(ascii: ".")
            unsafe text.setDigits(of: millisecond / 10, at: 20)
            unsafe text[22] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: millisecond % 10)
            unsafe text[23] = UInt8(ascii: "Z")
        }
    }

    /// The inverse of counting days, with years that start in March; the first day of all is in the year 1.
    private static func date(daysSinceEpoch: Int32) -> (year: UInt32, month: UInt32, day: UInt32) {
        let (era, dayOfEra) = UInt32(truncatingIfNeeded: daysSinceEpoch &+ 719_468)
            .quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra &- dayOfEra / 1_460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
        let year = yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1)
    }
}

extension DateTime: CustomStringConvertible {
    package var description: String {
        var bytes = [UInt8](repeating: 0, count: DateTime.length)
        write(over: &bytes, at: 0)
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
    /// Writes a number below 100 with two digits.
    fileprivate func setDigits(of value: UInt32, at index: Int) {
        let (tens, ones) = value.quotientAndRemainder(dividingBy: 10)
        unsafe self[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: tens)
        unsafe self[index + 1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: ones)
    }
}
