import Foundation
import TarsPay
import XCTest

final class ErrorsTests: XCTestCase {
    private let secret = String(repeating: "1f", count: 32)

    func testEveryCodeArrivesWithItsText() throws {
        // The core's own list.
        let source = try String(contentsOf: Vectors.folder.appendingPathComponent("error_codes.rs"), encoding: .utf8)
        let texts = source.split(separator: "\n").compactMap { line -> String? in
            let parts = line.components(separatedBy: " = \"")
            guard line.hasPrefix("    "), line.hasSuffix("\","), parts.count == 2, !parts[0].trimmingCharacters(in: .whitespaces).contains(" ")
            else { return nil }
            return String(parts[1].dropLast(2))
        }
        XCTAssertGreaterThan(texts.count, 40)
        XCTAssertEqual(Set(texts), Set(ErrorCode.allCases.map { $0.text() }))
        for wanted in ErrorCode.allCases {
            XCTAssertThrowsError(try failWith(code: wanted.text())) { error in
                let error = error as? TarsPayError
                XCTAssertEqual(error?.code, wanted)
                XCTAssertFalse(error?.reason.isEmpty ?? true)
                XCTAssertEqual(error?.localizedDescription, "\(wanted.text()): \(error?.reason ?? "")")
            }
            XCTAssertFalse(wanted.what().isEmpty || wanted.remedy().isEmpty)
        }
        XCTAssertEqual(code { try failWith(code: "no such code") }, .argumentInvalid)
    }

    func testAnOrdersProblemsArriveAllAtOnce() throws {
        let order = CreateDeposit(amount: "-1", currency: "IDR")
        XCTAssertThrowsError(try Signer(key: PrivateKey(text: secret)).createDeposit(order: order)) { error in
            let error = error as? TarsPayError
            XCTAssertEqual(error?.code, .orderInvalid)
            XCTAssertTrue(error?.problems.contains { $0.member == "amount" && $0.code == .amountInvalid } ?? false)
            XCTAssertTrue(error?.problems.contains { $0.member == "mchNo" && $0.code == .memberMissing } ?? false)
            XCTAssertEqual(error?.problems, try? order.validate())
        }
    }

    func testNonsenseGivesCodes() throws {
        let gateway = try TestGateway()
        let verifier = try gateway.verifier()
        let sent = try gateway.callback()
        let (body, signature) = (sent.body, sent.signature)
        func refused(_ body: Data, _ signature: String?) -> ErrorCode? {
            code { _ = try verifier.verifyCallback(body: body, signature: signature) }
        }
        XCTAssertEqual(refused(Data(), signature), .bodyMissing)
        XCTAssertEqual(refused(Data(repeating: 32, count: 50_000_000), signature), .bodyTooLarge)
        XCTAssertEqual(refused(Data([0xff, 0xfe]), signature), .bodyNotUtf8)
        XCTAssertEqual(refused(Data("\u{FEFF}{}".utf8), signature), .bodyHasBom)
        XCTAssertEqual(refused(body.dropLast(), signature), .jsonSyntax)
        XCTAssertEqual(refused(body + body, signature), .jsonSyntax)
        // A slice, whose indices don't start at zero.
        XCTAssertEqual((Data([0]) + body).dropFirst().count, body.count)
        XCTAssertNoThrow(try verifier.verifyCallback(body: (Data([0]) + body).dropFirst(), signature: signature))
        XCTAssertEqual(refused(Data("[]".utf8), signature), .jsonNotObject)
        let deep = "{\"a\":" + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}"
        XCTAssertEqual(refused(Data(deep.utf8), signature), .jsonTooDeep)
        XCTAssertEqual(refused(body, nil), .signatureMissing)
        XCTAssertEqual(refused(body, ""), .signatureMissing)
        XCTAssertEqual(refused(body, signature + signature), .signatureMalformed)
        XCTAssertEqual(refused(body, String(signature.dropLast())), .signatureMalformed)
        XCTAssertEqual(refused(body, String(repeating: "ж", count: 1_000_000)), .signatureMalformed)
        XCTAssertEqual(code { _ = try Verifier(keys: []) }, .noTrustedKey)
        XCTAssertEqual(code { _ = try Verifier(keys: [gateway.publicKey()], maxBytes: -1) }, .argumentInvalid)
        for text in ["", "0", "0x" + secret, String(repeating: "1f", count: 10_000_000), "\0"] {
            XCTAssertEqual(code { _ = try PrivateKey(text: text) }, .privateKeyMalformed)
            XCTAssertEqual(code { _ = try PublicKey(text: text + "zz") }, .publicKeyMalformed)
        }
        XCTAssertEqual(code { _ = try PrivateKey(text: gateway.publicKey().toHex()) }, .keyKindSwapped)
        XCTAssertEqual(code { _ = try PublicKey(text: self.secret) }, .keyKindSwapped)
        let signer = Signer(key: try PrivateKey(text: secret))
        XCTAssertEqual(code { _ = try signer.signRequest(method: "POST", path: "/a", body: "{}", nonce: "now") }, .nonceInvalid)
        XCTAssertEqual(code { _ = try signer.signRequest(method: "POST", path: "https://host/a", body: "{}") }, .pathInvalid)
        XCTAssertEqual(code { _ = try signer.signRequest(method: "", path: "/a", body: "{}") }, .methodInvalid)
        XCTAssertEqual(
            code { _ = try validate(endpoint: .createDeposit, body: "{}", options: RequestOptions(market: "XX")) }, .argumentInvalid)
        XCTAssertEqual(code { _ = try signer.queryBalance(order: QueryBalance(mchNo: "M1", other: ["a": "1,\"b\":2"])) }, .jsonSyntax)
        XCTAssertEqual(
            code { _ = try hazmatVerifyPrehash(key: gateway.publicKey(), digest: Data(count: 31), signature: signature) }, .argumentInvalid)
        XCTAssertEqual(code { _ = try parseQueryBalanceResponse(body: "{}") }, .memberMissing)
    }

    func testNoSecretAndNoBodyInAnErrorOrATextForm() throws {
        let key = try PrivateKey(text: secret)
        let signer = Signer(key: key)
        let order = QueryBalance(mchNo: "M1688454487")
        let request = try signer.queryBalance(order: order)
        let values: [Any] = [key, signer, request, order]
        for value in values {
            let text = "\(value) \(String(reflecting: value))"
            XCTAssertFalse(text.contains(secret) || text.contains("M1688454487"), "\(type(of: value))")
        }
        XCTAssertThrowsError(try PrivateKey(text: secret + "q")) { XCTAssertFalse("\($0)".contains("1f1f")) }
    }

    func testTestCallbacksAreRefusedAsTheyShouldBe() throws {
        let gateway = try TestGateway()
        for fault in CallbackFault.allCases {
            let sent = try gateway.callback(fault: fault)
            let received = ReceivedCallback(body: sent.body, signature: sent.signature)
            let outcome = try XCTUnwrap(gateway.verifier().verifyCallbacks(callbacks: [received]).first)
            XCTAssertEqual(outcome.callback != nil, sent.verifies)
            XCTAssertEqual(outcome.error == nil, sent.verifies)
        }
    }
}
