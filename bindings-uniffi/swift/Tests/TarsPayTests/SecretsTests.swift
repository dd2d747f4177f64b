import Foundation
import TarsPay
import XCTest

/// Nothing that a user of a key can print or log holds it, in any way of writing a number.
final class SecretsTests: XCTestCase {
    private let secret = "c3a1f05b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb"
    private let decimal = "88487126730028578063666089097051227294783652926472023194186180433005220850427"
    private let base64 = "w6HwWzyefSGE9qCxwtPk9QYXKDlAUWJzhJWmt8jZ6vs="

    private var bytes: [UInt8] {
        stride(from: 0, to: 64, by: 2).compactMap { UInt8(secret.dropFirst($0).prefix(2), radix: 16) }
    }

    /// In lower case, in pieces that are too long to be chance.
    private var waysOfWriting: [String] {
        var ways = [decimal, String(base64.dropLast()).lowercased()]
        ways += stride(from: 0, to: 64, by: 16).map { String(secret.dropFirst($0).prefix(16)) }
        for some in [bytes, bytes.reversed()] {
            for start in stride(from: 0, to: 32, by: 4) {
                let part = some[start..<start + 4]
                ways.append(part.map { "\($0)" }.joined(separator: ", "))
                ways.append(part.map { "\(Int8(bitPattern: $0))" }.joined(separator: ", "))
                ways += [" ", ", 0x"].map { part.map { String(format: "%02x", $0) }.joined(separator: $0) }
            }
        }
        return ways
    }

    private func shows(_ text: String) -> Bool {
        let text = text.lowercased()
        return waysOfWriting.contains { text.contains($0) }
    }

    func testTheSearchFindsIt() {
        XCTAssertEqual(Data(bytes).base64EncodedString(), base64)
        for shown in [secret, secret.uppercased(), decimal, base64, "\(bytes)", bytes.map { String(format: "%02x", $0) }.joined(separator: " ")] {
            XCTAssertTrue(shows("<\(shown)>"), shown)
        }
    }

    func testNoTypeShowsIt() throws {
        let key = try PrivateKey(text: secret)
        let signer = Signer(key: key)
        let gateway = try TestGateway(key: key)
        let sent = try gateway.callback()
        let request = RequestToExplain(body: Data("{}".utf8), path: "/a", nonce: "1702279880267")
        let values: [Any] = [
            key, key.publicKey(), signer, gateway, try gateway.verifier(), sent, request,
            try signer.signRequest(method: "POST", path: "/a", body: "{}"), try explainRequest(request: request, privateKey: key),
            try gateway.verifier().verifyCallback(body: sent.body, signature: sent.signature),
        ]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            XCTAssertFalse(shows("\(value) \(String(reflecting: value)) \([value]) \(dumped)"), "\(type(of: value))")
        }
    }

    func testNoErrorShowsIt() throws {
        let signer = Signer(key: try PrivateKey(text: secret))
        let verifier = try TestGateway().verifier()
        let around = ["0x", " ", "00", "g", "02"].flatMap { extra in [secret, base64, decimal].map { extra + $0 } }
        let pem = "-----BEGIN PRIVATE KEY-----\n\(base64)\n-----END PRIVATE KEY-----\n"
        var refused = 0
        for wrong in around + [String(secret.dropFirst()), secret + "00", secret + "\n", base64, decimal, pem] {
            let calls: [() throws -> Void] = [
                { _ = try PrivateKey(text: wrong) }, { _ = try PrivateKey.fromDer(der: Data(wrong.utf8)) },
                { _ = try PrivateKey.fromBytes(bytes: Data(wrong.utf8)) }, { _ = try PublicKey(text: wrong) },
                { _ = try verifier.verifyCallback(body: Data(wrong.utf8), signature: wrong) },
                { _ = try signer.signRequest(method: "POST", path: wrong, body: "{}") },
                { _ = try signer.signRequest(method: "POST", path: "/a", body: wrong) },
            ]
            for call in calls {
                do {
                    try call()
                } catch {
                    refused += 1
                    var dumped = ""
                    dump(error, to: &dumped)
                    XCTAssertFalse(shows("\(error) \(error.localizedDescription) \(String(reflecting: error)) \(dumped)"), "\(type(of: error))")
                }
            }
        }
        XCTAssertGreaterThan(refused, 100)
    }
}
