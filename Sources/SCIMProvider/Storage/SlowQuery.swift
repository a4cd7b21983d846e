/// A query was to be quick, and many resources must be looked at to answer it, or a large page be written.
package struct SlowQuery: Error {
    package init() {}
}
