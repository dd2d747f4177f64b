// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "Shop",
    platforms: [.macOS(.v10_15)],
    dependencies: [.package(path: "../TarsPay")],
    targets: [.executableTarget(name: "Shop", dependencies: ["TarsPay"])]
)
