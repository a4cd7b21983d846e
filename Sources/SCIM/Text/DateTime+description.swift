extension DateTime {
    /// The characters of a time, eight in a word.
    package typealias Characters = InlineArray<3, UInt64>

    /// The form that `meta` has: `2026-11-23T18:34:09.123Z`.
    ///
    /// The request path writes two of these an answer, so they are made of digits and no formatter.
    package var characters: Characters {
        let (milliseconds, _) = microseconds.flooredDivision(by: 1_000)
        let (days, timeOfDay) = milliseconds.flooredDivision(by: 86_400_000)
        // Numbers below 2^32 are divided at half the cost.
        let (year, month, day) = DateTime.date(daysSinceEpoch: Int32(truncatingIfNeeded: days))
        let (seconds, millisecond) = UInt32(truncatingIfNeeded: timeOfDay).quotientAndRemainder(dividingBy: 1_000)
        let (minutes, second) = seconds.quotientAndRemainder(dividingBy: 60)
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        // The digits are added to those of `0000-00-`, `00T00:00` and `:00.000Z`.
        let words: Characters = [
            0x2D30_302D_3030_3030 + (year / 100).twoDigits + (year % 100).twoDigits << 16 + month.twoDigits << 40,
            0x3030_3A30_3054_3030 + day.twoDigits + hour.twoDigits << 24 + minute.twoDigits << 48,
            0x5A30_3030_2E30_303A + second.twoDigits << 8 + (millisecond / 10).twoDigits << 32
                + UInt64(millisecond % 10) << 48,
        ]
        return [words[0].littleEndian, words[1].littleEndian, words[2].littleEndian]
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
        var bytes: [UInt8] = []
        bytes.append(self)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension UInt32 {
    /// The digits of a number below 100, each in a byte, the first in the lowest one.
    fileprivate var twoDigits: UInt64 {
        let (tens, ones) = quotientAndRemainder(dividingBy: 10)
        return UInt64(tens | ones << 8)
    }
}
