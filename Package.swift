// swift-tools-version: 6.3
import Foundation
import PackageDescription

let settings: [SwiftSetting] = [
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0458-strict-memory-safety.md
    .strictMemorySafety(),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0480-swiftpm-warning-control.md
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "scimd",
    products: [
        .executable(name: "scimd", targets: ["scimd"]),
        .executable(name: "scim-rehearsal", targets: ["scim-rehearsal"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        .systemLibrary(name: "CFCGI", pkgConfig: "fcgi", providers: [.apt(["libfcgi-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "SCIM", dependencies: ["CLinux"], swiftSettings: settings),
        .target(name: "Terminal", swiftSettings: settings),
        .target(name: "FastCGI", dependencies: ["CFCGI"], swiftSettings: settings),
        .target(
            name: "SCIMProvider",
            dependencies: [
                "SCIM",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "SCIMStore",
            dependencies: [
                "CSQLite",
                "SCIM",
                "SCIMProvider",
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "scimd",
            dependencies: [
                "CLinux",
                "FastCGI",
                "SCIM",
                "SCIMProvider",
                "SCIMStore",
                "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Rehearsal",
            dependencies: [
                "SCIM",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
            ],
            resources: [.embedInCode("Resources")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "scim-rehearsal",
            dependencies: [
                "Rehearsal",
                "SCIM",
                "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .testTarget(name: "RehearsalTests", dependencies: ["Rehearsal", "SCIM"], swiftSettings: settings),
        .testTarget(name: "SCIMTests", dependencies: ["SCIM"], swiftSettings: settings),
        .testTarget(name: "FastCGITests", dependencies: ["FastCGI"], swiftSettings: settings),
        .testTarget(
            name: "SCIMStoreTests",
            dependencies: [
                "SCIM", "SCIMProvider", "SCIMStore",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SCIMProviderTests",
            dependencies: [
                "SCIM", "SCIMProvider", "SCIMStore",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The documentation plugin is needed to build the DocC catalogue only, so it is asked for by name:
// SCIMD_DOCUMENTATION=1 swift package generate-documentation --target SCIM
if ProcessInfo.processInfo.environment["SCIMD_DOCUMENTATION"] != nil {
    package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}

// The fuzzers take a build of their own, for libFuzzer counts what the code does that they try:
// SCIMD_FUZZERS=1 swift build -c release --product fuzz --scratch-path .build/fuzz
if ProcessInfo.processInfo.environment["SCIMD_FUZZERS"] != nil {
    package.targets.append(.systemLibrary(name: "CFuzzer", path: "Tests/CFuzzer"))
    package.targets.append(
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "CFuzzer", "FastCGI", "SCIM", "SCIMProvider", .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            path: "Tests/Fuzz",
            exclude: ["Corpora", "Dictionaries"],
            swiftSettings: settings,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
        )
    )
    for target in package.targets where ["FastCGI", "SCIM", "SCIMProvider", "fuzz"].contains(target.name) {
        // Swift 6.3.1 fails in the pass for copies when code is optimized and can be tested.
        let flags = ["-sanitize=fuzzer", "-enable-testing", "-Xfrontend", "-enable-copy-propagation=false"]
        target.swiftSettings?.append(.unsafeFlags(flags))
    }
}
