import Foundation
import TarsPay
import XCTest

/// Any input at all: a result, or one of the library's own errors. TARSPAY_EXAMPLES is how many; `cargo xtask properties` runs a million.
final class PropertiesTests: XCTestCase {
    private let examples = Int(ProcessInfo.processInfo.environment["TARSPAY_EXAMPLES"] ?? "") ?? 2000
    private let secret = "6d1f0a5b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb"

    /// So many of the examples; an explanation takes as long as a hundred signatures. The input that fails is named by its number.
    private func property(_ percent: Int, _ test: (inout Inputs) throws -> Void) throws {
        var inputs = try Inputs(secret: secret)
        for number in 0..<max(10, examples / 100 * percent) {
            do {
                try test(&inputs)
            } catch let error as TarsPayError {
                let text = error.localizedDescription
                XCTAssertTrue(!error.code.text().isEmpty && !text.isEmpty && text.count < 2000, "input \(number): \(text.count) characters")
            } catch {
                return XCTFail("input \(number): \(error)")
            }
        }
    }

    func testKeys() throws {
        let calls: [(String, Data) throws -> Void] = [
            { text, _ in _ = try PrivateKey(text: text) },
            { text, _ in _ = try PublicKey(text: text) },
            { text, _ in _ = try parseSignature(hex: text) },
            { _, data in _ = try PrivateKey.fromBytes(bytes: data) },
            { _, data in _ = try PrivateKey.fromDer(der: data) },
            { _, data in _ = try PublicKey.fromDer(der: data) },
            { _, data in _ = try PublicKey.fromSec1(bytes: data) },
        ]
        try property(30) { inputs in
            let (text, data) = (inputs.text(), inputs.data(80))
            try calls[inputs.below(calls.count)](text, data)
        }
    }

    func testCallbacks() throws {
        let gateway = try TestGateway()
        let (verifier, sent) = (try gateway.verifier(), try gateway.callback())
        let genuine = try verifier.verifyCallback(body: sent.body, signature: sent.signature)
        try property(30) { inputs in
            let body = inputs.body(sent.body)
            let changed = String(decoding: inputs.changed(Data(sent.signature.utf8)), as: UTF8.self)
            let callback = try verifier.verifyCallback(body: body, signature: inputs.below(2) == 0 ? sent.signature : changed)
            XCTAssertEqual(callback.members, genuine.members)
        }
    }

    func testRequests() throws {
        let signer = Signer(key: try PrivateKey(text: secret))
        let verifier = try Verifier(keys: [signer.publicKey()])
        try property(20) { inputs in
            let (method, path) = (inputs.usually("POST"), inputs.usually("/api/balanceInfo"))
            let body = inputs.below(2) == 0 ? Data(inputs.members(3).utf8) : inputs.body(Data())
            let signed = try signer.signRequest(method: method, path: path, body: body, nonce: inputs.usually("1702279880267"))
            XCTAssertEqual(signed.body, body)
            let signature = signed.headers["X-API-SIGNATURE"] ?? ""
            XCTAssertNoThrow(try verifier.verifyText(text: Data(signed.stringToSign.utf8), signature: signature))
        }
    }

    func testModels() throws {
        try property(19) { inputs in
            let body = inputs.body(Data("{}".utf8))
            _ = try validate(endpoint: Endpoint.allCases[inputs.below(Endpoint.allCases.count)], body: body)
            _ = try parseQueryBalanceResponse(body: body)
        }
    }

    func testExplanations() throws {
        try property(1) { inputs in
            let asked = RequestToExplain(
                body: inputs.body(Data("{}".utf8)), path: inputs.usually("/api/balanceInfo"), nonce: inputs.usually("1702279880267"),
                method: inputs.usually("POST"), signature: inputs.text())
            _ = try explainRequest(request: asked)
        }
    }
}

/// The same inputs each time.
private struct Inputs {
    let secret: String
    let signature: String
    /// SplitMix64.
    var state: UInt64 = 20_261_123

    init(secret: String) throws {
        self.secret = secret
        signature = try TestGateway().callback().signature
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ end: Int) -> Int { Int(next() % UInt64(end)) }

    mutating func data(_ most: Int) -> Data { Data((0..<below(most)).map { _ in UInt8(truncatingIfNeeded: next()) }) }

    mutating func text() -> String {
        switch below(12) {
        case 0: return ""
        case 1: return secret
        case 2: return signature
        case 3: return "POST"
        case 4: return "/api/balanceInfo"
        case 5: return "1702279880267"
        case 6: return String(decoding: data(80), as: UTF8.self)
        case 7: return below(100) == 0 ? String(repeating: "x", count: 100_000) : "0x" + secret
        default: return String(decoding: (0..<below(80)).map { _ in UInt8(0x20 + below(0x5f)) }, as: UTF8.self)
        }
    }

    mutating func usually(_ usual: String) -> String { below(5) > 0 ? usual : text() }

    mutating func json(_ depth: Int) -> String {
        switch below(depth > 0 ? 8 : 6) {
        case 0: return "null"
        case 1: return "true"
        case 2: return "\(Int64(bitPattern: next()))"
        case 3: return "0.\(below(1000))"
        case 4: return "1e\(below(400))"
        case 5: return "\"\(text().replacingOccurrences(of: "\\", with: "").replacingOccurrences(of: "\"", with: ""))\""
        case 6: return "[" + (0..<below(4)).map { _ in json(depth - 1) }.joined(separator: ",") + "]"
        default: return members(depth - 1)
        }
    }

    mutating func members(_ depth: Int) -> String {
        let names = ["mchNo", "amount", "currency", "a", "é"]
        let members = (0..<below(5)).map { number in "\"\(names[below(names.count)])\(number)\":\(json(depth))" }
        return "{" + members.joined(separator: ",") + "}"
    }

    mutating func changed(_ valid: Data) -> Data {
        var body = valid
        for _ in 0..<below(4) {
            let at = below(body.count + 1)
            body.replaceSubrange(at..<min(body.count, at + below(3)), with: data(3))
        }
        return body
    }

    mutating func body(_ valid: Data) -> Data {
        switch below(3) {
        case 0: return data(200)
        case 1: return changed(valid)
        default: return Data(members(3).utf8)
        }
    }
}
