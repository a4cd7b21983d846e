/// A query was to be quick, and many resources must be looked at to answer it.
package struct SlowQuery: Error {
    package init() {}
}
