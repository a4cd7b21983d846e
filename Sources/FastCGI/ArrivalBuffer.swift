/// Room for what is looked at of a request before it is read; each thread has its own.
@safe struct ArrivalBuffer: ~Copyable {
    let bytes: UnsafeMutableRawBufferPointer

    init() {
        unsafe bytes = .allocate(byteCount: Arrival.capacity, alignment: 16)
    }

    deinit {
        unsafe bytes.deallocate()
    }
}
