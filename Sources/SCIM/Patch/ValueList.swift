/// The values of a multi-valued attribute while the operations of a PATCH request change them.
///
/// A request may have thousands of operations, and an attribute thousands of values. What one operation has found out about
/// the values serves those behind it, so that each costs what it changes and not what there is.
struct ValueList {
    /// The values in their order; one that is removed leaves its place empty, for the others to keep theirs.
    private var values: [JSON?]
    private var count: Int
    /// The places that were written since, in the order in which they were.
    private var writes: [Int] = []
    /// The places of values by what they have, for each choice of sub-attributes that was asked for.
    ///
    /// The sub-attributes are few, and so are the choices of them that values make.
    private var indexes: [[String]: PlaceIndex] = [:]
    /// The first place of each value, and how many writes are known there; `nil` before equal values were looked for.
    private var firstPlaces: [JSON: Int] = [:]
    private var writesOfFirstPlaces: Int?
    /// Where primary values may be, once one was written.
    private var primaryPlaces: [Int]?
    /// What filters look at, by places, and how many writes are known there; `nil` before there was a filter.
    private var operands: [Operands?] = []
    private var writesOfOperands: Int?
    /// How many bytes of text the operands had since.
    private var textSize = 0

    init(_ values: [JSON]) {
        self.values = values
        count = values.count
    }

    var isEmpty: Bool {
        count == 0
    }

    /// The values as a JSON array, or `nil` when there are none.
    var json: JSON? {
        isEmpty ? nil : .array(values.compactMap(\.self))
    }

    /// The value at a place, or `nil` when it was removed.
    subscript(place: Int) -> JSON? {
        get {
            values[place]
        }
        set {
            if values[place] != nil { count -= 1 }
            if newValue != nil { count += 1 }
            values[place] = newValue
            writes.append(place)
        }
    }

    /// Puts a value at the end, and gives its place.
    mutating func append(_ value: JSON) -> Int {
        values.append(value)
        count += 1
        writes.append(values.count - 1)
        return values.count - 1
    }

    /// Makes a value primary or not, as another is; to say of one that it is not when it never was changes nothing.
    mutating func mark(_ place: Int, like other: JSON) {
        guard let value = values[place], value.isPrimary != other.isPrimary, case .object(var object) = value else {
            return
        }
        object["primary"] = .bool(other.isPrimary)
        self[place] = .object(object)
    }

    /// Leaves the primary value among those just written as the only one (RFC 7644 §3.5.2).
    mutating func keepOnePrimary(of written: [Int]) {
        guard let primary = written.last(where: { values[$0]?.isPrimary ?? false }) else { return }
        for place in (primaryPlaces ?? Array(values.indices)) + written where place != primary {
            guard let value = values[place], value.isPrimary, case .object(var object) = value else { continue }
            object["primary"] = .bool(false)
            self[place] = .object(object)
        }
        primaryPlaces = [primary]
    }

    /// Leaves the first of values that have become equal.
    mutating func keepEachOnce(_ effort: PatchEffort) throws(SCIMError) {
        guard count > 1 else { return }
        let places = places(writtenSince: writesOfFirstPlaces)
        writesOfFirstPlaces = writes.count
        for place in places {
            guard let value = values[place] else { continue }
            try effort.spend(writing: value)
            guard let other = firstPlaces.updateValue(place, forKey: value), other != place, values[other] == value
            else { continue }
            firstPlaces[value] = min(place, other)
            self[max(place, other)] = nil
        }
    }

    /// The places that are not known to who knows as many writes; all of them to who knows nothing.
    private func places(writtenSince known: Int?) -> [Int] {
        known.map { Array(writes[$0...]) } ?? Array(values.indices)
    }
}

// What values have, whatever else they have.
extension ValueList {
    /// Whether one of the values has everything that another has, so that adding the other would add nothing.
    mutating func include(_ other: JSON, _ effort: PatchEffort) throws(SCIMError) -> Bool {
        let names = other.memberNames
        var index = try index(of: names, effort)
        let includes = index.contains(other) { values[$0]?.part(names) == other }
        indexes[names] = index
        return includes
    }

    /// The first place of a value that has the `value` and everything else of another, but for its `primary`.
    mutating func place(like other: JSON, _ effort: PatchEffort) throws(SCIMError) -> Int? {
        guard case .object(var wanted) = other, wanted["value"] != nil, wanted["primary"] != nil else { return nil }
        wanted["primary"] = nil
        let names = JSON.object(wanted).memberNames
        guard let part = JSON.object(wanted).part(names) else { return nil }
        let index = try index(of: names, effort)
        indexes[names] = index
        var first: Int?
        for place in index.noted(part) {
            try effort.spend(writing: part)
            if values[place]?.part(names) == part { first = min(place, first ?? place) }
        }
        return first
    }

    /// Removes the values that one in a `remove` means: by its `value` where it has one, as a whole otherwise.
    mutating func remove(namedBy given: JSON, _ effort: PatchEffort) throws(SCIMError) {
        let named = given.part(["value"]) ?? given
        let names = named.memberNames
        var index = try index(of: names, effort)
        for place in index.take(named) where values[place]?.part(names) == named { self[place] = nil }
        indexes[names] = index
    }

    /// The index of a choice of sub-attributes, which knows all writes; it leaves the list, for one that is held twice is
    /// copied.
    private mutating func index(of names: [String], _ effort: PatchEffort) throws(SCIMError) -> PlaceIndex {
        var index = indexes.removeValue(forKey: names) ?? PlaceIndex()
        for place in places(writtenSince: index.knownWrites) {
            guard let value = values[place] else { continue }
            try effort.spend(writing: value)
            if let part = value.part(names) { index.note(part, at: place) }
        }
        index.knownWrites = writes.count
        return index
    }
}

// What filters select.
extension ValueList {
    /// The places of the values that satisfy a filter; of all values without one.
    mutating func places(where filter: Filter?, _ effort: PatchEffort) throws(SCIMError) -> [Int] {
        guard let filter else {
            try effort.spend(values.count)
            return values.indices.filter { values[$0] != nil }
        }
        try refreshOperands(effort)
        try effort.spend(filter.comparisonCount * (values.count + textSize / PatchEffort.bytesOfStep))
        return operands.indices.filter { operands[$0]?.satisfy(filter) ?? false }
    }

    private mutating func refreshOperands(_ effort: PatchEffort) throws(SCIMError) {
        let places = places(writtenSince: writesOfOperands)
        writesOfOperands = writes.count
        operands += Array(repeating: nil, count: values.count - operands.count)
        for place in places {
            operands[place] = values[place]?.object.map { Operands($0) }
            guard let value = values[place] else { continue }
            try effort.spend(writing: value)
            textSize += value.textSize
        }
    }
}
