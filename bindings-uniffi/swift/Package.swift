// swift-tools-version:5.9
import Foundation
import PackageDescription

// On a Mac, xcframework.sh makes the framework, which serves iOS too. Elsewhere `cargo xtask swift` puts the library into lib/.
let folder = Context.packageDirectory
let hasFramework = FileManager.default.fileExists(atPath: folder + "/TarsPayFFI.xcframework")

let package = Package(
    name: "TarsPay",
    platforms: [.iOS(.v13), .macOS(.v10_15), .tvOS(.v13), .watchOS(.v6)],
    products: [.library(name: "TarsPay", targets: ["TarsPay"])],
    targets: [
        hasFramework
            ? .binaryTarget(name: "TarsPayFFI", path: "TarsPayFFI.xcframework")
            : .systemLibrary(name: "TarsPayFFI"),
        .target(
            name: "TarsPay",
            dependencies: ["TarsPayFFI"],
            linkerSettings: hasFramework
                ? []
                : [
                    .linkedLibrary("tarspay_uniffi"),
                    .unsafeFlags(["-L\(folder)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(folder)/lib"]),
                ]
        ),
        .testTarget(name: "TarsPayTests", dependencies: ["TarsPay"]),
    ]
)
