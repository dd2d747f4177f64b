import Foundation
import TarsPay
import XCTest

/// The vectors that every language reads: tests/vectors/README.md.
final class VectorsTests: XCTestCase {
    func testStaged() throws {
        let operations: [String: (Json) throws -> Json] = [
            "sign_request": signRequest, "verify_request": verifyRequest, "verify_callback": verifyCallback,
            "verify_text": verifyText, "private_key": privateKey, "public_key": publicKey, "signature": signature,
        ]
        let files = try Vectors.staged()
        XCTAssertEqual(Set(try files.map { try $0.text("op") }), Set(operations.keys))
        var count = 0
        for file in files {
            let operation = try XCTUnwrap(operations[file.text("op")])
            for testCase in try file.list("cases") {
                let (name, input, expect) = (try testCase.text("name"), try testCase.object("input"), try testCase.object("expect"))
                count += 1
                if let wanted = expect["error"] as? String {
                    XCTAssertTrue(Set(expect.keys).isSubset(of: ["error", "field"]))
                    XCTAssertThrowsError(try operation(input), name) { error in
                        let error = error as? TarsPayError
                        XCTAssertEqual(error?.code.text(), wanted, name)
                        if let field = expect["field"] as? String { XCTAssertEqual(error?.field, field, name) }
                    }
                    continue
                }
                let found = try operation(input)
                for (member, wanted) in expect {
                    XCTAssertEqual(found[member] as? NSObject, wanted as? NSObject, "\(name): \(member)")
                    XCTAssertNotNil(found[member], "\(name): \(member)")
                }
            }
        }
        XCTAssertGreaterThan(count, 250)
    }

    private func signRequest(_ input: Json) throws -> Json {
        let body = try input.body()
        let (method, path, nonce) = (try input.text("method"), try input.text("path"), try input.text("nonce"))
        let signer = Signer(key: try PrivateKey(text: input.text("private_key")))
        let signed = try signer.signRequest(method: method, path: path, body: body, nonce: nonce)
        XCTAssertEqual(signed.body, body)
        let unsigned = try UnsignedRequest(method: method, path: path, body: body, nonce: nonce)
        XCTAssertEqual(unsigned.stringToSign(), signed.stringToSign)
        let explanation = try explainRequest(request: RequestToExplain(body: body, path: path, nonce: nonce, method: method))
        let stages = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(explanation.json.utf8)) as? Json)
        let members = try stages.list("signedMembers").map { [try $0.text("name"), try $0.text("text")] }
        return [
            "method": signed.method, "members": members, "string_to_sign": signed.stringToSign,
            "digest": hex(unsigned.signingDigest()), "signature": signed.headers["X-API-SIGNATURE"] as Any,
            "api_key": signed.headers["X-API-KEY"] as Any,
        ]
    }

    private func verifyRequest(_ input: Json) throws -> Json {
        let request = ReceivedRequest(
            method: try input.text("method"), path: try input.text("path"), nonce: try input.text("nonce"),
            apiKey: try input.text("api_key"), signature: try input.text("signature"), body: try input.body())
        let verified = try verifier(input["trusted"]).verifyRequest(request: request)
        return ["string_to_sign": verified.stringToSign, "api_key": verified.apiKey]
    }

    private func verifyCallback(_ input: Json) throws -> Json {
        let verifier = try verifier(input["keys"])
        let (body, signature) = (try input.body(), try input.text("signature"))
        let callback = try verifier.verifyCallback(body: body, signature: signature)
        let batch = verifier.verifyCallbacks(callbacks: [ReceivedCallback(body: body, signature: signature)])
        XCTAssertEqual(batch, [CallbackOutcome(callback: callback, error: nil)])
        let forms: [CallbackForm: String] = [.asReceived: "as_received", .compact: "compact", .compactSorted: "compact_sorted"]
        return [
            "form": forms[callback.matchedForm] as Any, "key": callback.matchedKey, "biz_type": callback.bizType,
            "state": callback.state, "replay_key": callback.replayKey, "members": callback.members.map(\.name),
        ]
    }

    private func verifyText(_ input: Json) throws -> Json {
        ["key": try verifier(input["keys"]).verifyText(text: input.text("text"), signature: input.text("signature"))]
    }

    private func privateKey(_ input: Json) throws -> Json {
        ["public_key": try PrivateKey(text: input.text("text")).publicKey().toHex()]
    }

    private func publicKey(_ input: Json) throws -> Json {
        let key = try PublicKey(text: input.text("text"))
        return ["hex": key.toHex(), "uncompressed": key.toUncompressedHex()]
    }

    private func signature(_ input: Json) throws -> Json {
        let signature = try parseSignature(hex: input.text("text"))
        XCTAssertEqual(signature, try signatureFromRaw(raw: signature.raw))
        return ["high_s": signature.isHighS, "normalized": signature.normalized, "raw": hex(signature.raw)]
    }

    private func verifier(_ keys: Any?) throws -> Verifier {
        try Verifier(keys: XCTUnwrap(keys as? [String]).map { try PublicKey(text: $0) })
    }

    func testValidated() throws {
        let cases = try Vectors.read("validate.json").list("cases")
        XCTAssertGreaterThan(cases.count, 150)
        for testCase in cases {
            let (name, input, expect) = (try testCase.text("name"), try testCase.object("input"), try testCase.object("expect"))
            XCTAssertTrue(Set(input.keys).isSubset(of: ["endpoint", "body", "market", "strict", "allow_test_hosts"]))
            let options = RequestOptions(
                market: input["market"] as? String, strict: input["strict"] as? Bool ?? false,
                allowTestHosts: input["allow_test_hosts"] as? Bool ?? false)
            let endpoint = try XCTUnwrap(Endpoint.allCases.first { try $0.text() == input.text("endpoint") })
            let found = try validate(endpoint: endpoint, body: input.text("body"), options: options)
            XCTAssertEqual(Set(expect.keys), ["problems"])
            let wanted = try expect.list("problems")
            XCTAssertEqual(found.count, wanted.count, name)
            for (problem, wanted) in zip(found, wanted) {
                XCTAssertTrue(Set(wanted.keys).isSubset(of: ["severity", "member", "code", "gateway_code"]))
                XCTAssertEqual(problem.member, try wanted.text("member"), name)
                XCTAssertEqual(problem.code.text(), try wanted.text("code"), name)
                XCTAssertEqual(problem.severity == .error ? "error" : "warning", try wanted.text("severity"), name)
                XCTAssertEqual(problem.gatewayCode, (wanted["gateway_code"] as? NSNumber)?.int64Value, name)
                XCTAssertFalse(problem.reason.isEmpty)
            }
        }
    }

    func testPublished() throws {
        let vectors = try Vectors.read("published.json").list("vectors")
        XCTAssertFalse(vectors.isEmpty)
        for vector in vectors {
            let key = try vector.text("public_key")
            let verifier = try Verifier(keys: [PublicKey(text: key)])
            let (signed, signature) = (try vector.text("signed_text"), try vector.text("signature"))
            switch try vector.text("kind") {
            case "callback":
                XCTAssertEqual(try verifier.verifyCallback(body: signed, signature: signature).matchedForm, .asReceived)
                let spaced = signed.replacingOccurrences(of: ",\"", with: ", \"")
                XCTAssertEqual(try verifier.verifyCallback(body: spaced, signature: signature).matchedForm, .compact)
            case "request":
                let body = try JSONSerialization.data(withJSONObject: vector.object("body"))
                let request = ReceivedRequest(
                    method: try vector.text("method"), path: try vector.text("path"), nonce: try vector.text("nonce"),
                    apiKey: key, signature: signature, body: body)
                XCTAssertEqual(try verifier.verifyRequest(request: request).stringToSign, signed)
            default: XCTFail("unknown kind")
            }
            XCTAssertEqual(try verifier.verifyText(text: signed, signature: signature), key)
            XCTAssertEqual(code { _ = try verifier.verifyText(text: signed + "x", signature: signature) }, .signatureMismatch)
        }
    }

    func testExamplesOfTheGateway() throws {
        let responses: [String: (String) throws -> Int64] = [
            "create_deposit": { try parseCreateDepositResponse(body: $0).code },
            "create_withdraw": { try parseCreateWithdrawResponse(body: $0).code },
            "query_balance": { try parseQueryBalanceResponse(body: $0).code },
            "query_deposit": { try parseQueryDepositResponse(body: $0).code },
            "query_history": { try parseQueryHistoryResponse(body: $0).code },
            "query_order_by_trx": { try parseQueryOrderByTrxResponse(body: $0).code },
            "query_trx": { try parseQueryTrxResponse(body: $0).code },
            "query_utr": { try parseQueryUtrResponse(body: $0).code },
            "query_withdraw": { try parseQueryWithdrawResponse(body: $0).code },
            "query_withdraw_proof": { try parseQueryWithdrawProofResponse(body: $0).code },
            "replenish_utr": { try parseReplenishUtrResponse(body: $0).code },
            "supplement_trx": { try parseSupplementTrxResponse(body: $0).code },
        ]
        for example in try Vectors.read("gateway_examples.json").list("examples") {
            let (name, body) = (try example.text("name"), try example.text("body"))
            switch try example.text("part") {
            case "request":
                let endpoint = try XCTUnwrap(Endpoint.allCases.first { try $0.text() == example.text("endpoint") })
                let problems = try validate(endpoint: endpoint, body: body)
                XCTAssertFalse(problems.contains { [.jsonSyntax, .memberType].contains($0.code) }, name)
            case "response": XCTAssertEqual(try XCTUnwrap(responses[example.text("endpoint")])(body), 0, name)
            case "callback": XCTAssertNoThrow(try JSONSerialization.jsonObject(with: Data(body.utf8)), name)
            default: XCTFail("unknown part")
            }
        }
    }
}
