import Foundation
import TarsPay
import XCTest

typealias Json = [String: Any]

enum Vectors {
    static let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["TARSPAY_VECTORS"] ?? "../../tests/vectors")

    static func read(_ url: URL) throws -> Json {
        try XCTUnwrap(JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? Json)
    }

    static func read(_ name: String) throws -> Json {
        try read(folder.appendingPathComponent(name))
    }

    static func staged() throws -> [Json] {
        let staged = folder.appendingPathComponent("staged")
        return try FileManager.default.contentsOfDirectory(at: staged, includingPropertiesForKeys: nil).map(read)
    }

    static func wycheproof() throws -> Json {
        try read(URL(fileURLWithPath: XCTUnwrap(ProcessInfo.processInfo.environment["TARSPAY_WYCHEPROOF"])))
    }
}

extension Dictionary where Key == String, Value == Any {
    func text(_ name: String) throws -> String {
        try XCTUnwrap(self[name] as? String, name)
    }

    func list(_ name: String) throws -> [Json] {
        try XCTUnwrap(self[name] as? [Json], name)
    }

    func object(_ name: String) throws -> Json {
        try XCTUnwrap(self[name] as? Json, name)
    }

    /// A body in any of the three forms of the vectors.
    func body() throws -> Data {
        if let hex = self["body_hex"] as? String { return unhex(hex) }
        if let parts = self["body_parts"] as? [[Any]] {
            return Data(try parts.map { part in
                String(repeating: try XCTUnwrap(part[0] as? String), count: try XCTUnwrap(part[1] as? Int))
            }.joined().utf8)
        }
        return Data(try text("body").utf8)
    }
}

func unhex(_ text: String) -> Data {
    var bytes = Data()
    var rest = Substring(text)
    while !rest.isEmpty {
        bytes.append(UInt8(rest.prefix(2), radix: 16)!)
        rest = rest.dropFirst(2)
    }
    return bytes
}

func hex(_ data: Data) -> String {
    data.map { String(format: "%02x", $0) }.joined()
}

/// The code with which a call fails.
func code(file: StaticString = #filePath, line: UInt = #line, _ block: () throws -> Void) -> ErrorCode? {
    do {
        try block()
        XCTFail("no error", file: file, line: line)
    } catch let error as TarsPayError {
        return error.code
    } catch {
        XCTFail("another error: \(error)", file: file, line: line)
    }
    return nil
}
