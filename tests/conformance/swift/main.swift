// `answers CASES OUT`: one line of JSON for each case.

import Foundation
import TarsPay

typealias Json = [String: Any]

struct UnexpectedInput: Error {
    let what: String
}

extension Dictionary where Key == String, Value == Any {
    func text(_ name: String) throws -> String {
        guard let text = self[name] as? String else { throw UnexpectedInput(what: name) }
        return text
    }

    /// A body in any of the three forms of the vectors.
    func body() throws -> Data {
        if let hex = self["body_hex"] as? String { return unhex(hex) }
        guard let parts = self["body_parts"] as? [[Any]] else { return Data(try text("body").utf8) }
        return Data(try parts.map { part in
            guard let text = part[0] as? String, let count = part[1] as? Int else { throw UnexpectedInput(what: "part") }
            return String(repeating: text, count: count)
        }.joined().utf8)
    }

    func verifier(_ name: String) throws -> Verifier {
        guard let keys = self[name] as? [String] else { throw UnexpectedInput(what: name) }
        return try Verifier(keys: keys.map { try PublicKey(text: $0) })
    }
}

func unhex(_ text: String) -> Data {
    let digits = Array(text.utf8)
    func value(_ digit: UInt8) -> UInt8 { digit <= 57 ? digit - 48 : digit - 87 }
    return Data(stride(from: 0, to: digits.count, by: 2).map { value(digits[$0]) << 4 | value(digits[$0 + 1]) })
}

func hex(_ data: Data) -> String {
    data.map { String(format: "%02x", $0) }.joined()
}

func explained(_ found: Explanation) -> Json {
    ["mistakes": found.mistakes.map { $0.text() }, "text": found.text]
}

func answer(_ op: String, _ input: Json) throws -> Json {
    switch op {
    case "sign_request":
        let signer = Signer(key: try PrivateKey(text: input.text("private_key")))
        let (method, path, nonce) = (try input.text("method"), try input.text("path"), try input.text("nonce"))
        let body = try input.body()
        let signed = try signer.signRequest(method: method, path: path, body: body, nonce: nonce)
        let unsigned = try UnsignedRequest(method: method, path: path, body: body, nonce: nonce)
        return [
            "method": signed.method, "string_to_sign": signed.stringToSign, "digest": hex(unsigned.signingDigest()),
            "signature": signed.headers["X-API-SIGNATURE"] ?? "", "api_key": signed.headers["X-API-KEY"] ?? "",
        ]
    case "verify_request":
        let request = ReceivedRequest(
            method: try input.text("method"), path: try input.text("path"), nonce: try input.text("nonce"),
            apiKey: try input.text("api_key"), signature: try input.text("signature"), body: try input.body())
        let verified = try input.verifier("trusted").verifyRequest(request: request)
        return ["string_to_sign": verified.stringToSign, "api_key": verified.apiKey]
    case "verify_callback":
        let callback = try input.verifier("keys").verifyCallback(body: input.body(), signature: input.text("signature"))
        let forms: [CallbackForm: String] = [.asReceived: "as_received", .compact: "compact", .compactSorted: "compact_sorted"]
        return [
            "form": forms[callback.matchedForm] ?? "", "key": callback.matchedKey, "biz_type": callback.bizType,
            "state": callback.state, "replay_key": callback.replayKey,
        ]
    case "verify_text":
        return ["key": try input.verifier("keys").verifyText(text: input.text("text"), signature: input.text("signature"))]
    case "private_key":
        return ["public_key": try PrivateKey(text: input.text("text")).publicKey().toHex()]
    case "public_key":
        let key = try PublicKey(text: input.text("text"))
        return ["hex": key.toHex(), "uncompressed": key.toUncompressedHex()]
    case "signature":
        let signature = try parseSignature(hex: input.text("text"))
        return ["high_s": signature.isHighS, "normalized": signature.normalized, "raw": hex(signature.raw)]
    case "validate":
        let options = RequestOptions(
            market: input["market"] as? String, strict: input["strict"] as? Bool ?? false,
            allowTestHosts: input["allow_test_hosts"] as? Bool ?? false)
        let name = try input.text("endpoint")
        guard let endpoint = Endpoint.allCases.first(where: { $0.text() == name }) else { throw UnexpectedInput(what: name) }
        let problems = try validate(endpoint: endpoint, body: input.text("body"), options: options).map { problem -> [Any] in
            let severity = problem.severity == .error ? "error" : "warning"
            return [severity, problem.member, problem.code.text(), problem.gatewayCode.map { $0 as Any } ?? NSNull()]
        }
        return ["problems": problems]
    case "explain_request":
        let request = RequestToExplain(
            body: try input.body(), path: try input.text("path"), nonce: try input.text("nonce"), method: try input.text("method"),
            apiKey: input["apiKey"] as? String, signature: input["signature"] as? String,
            otherKeys: input["otherKeys"] as? [String] ?? [], otherNonces: input["otherNonces"] as? [String] ?? [])
        return explained(try explainRequest(request: request))
    case "explain_callback":
        let callback = CallbackToExplain(
            body: try input.body(), signature: input["signature"] as? String, keys: input["keys"] as? [String] ?? [],
            otherKeys: input["otherKeys"] as? [String] ?? [], path: input["path"] as? String, nonce: input["nonce"] as? String)
        return explained(try explainCallback(callback: callback))
    default:
        throw UnexpectedInput(what: op)
    }
}

let cases = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
var out = Data()
for line in cases.split(separator: "\n") {
    guard let given = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? Json, let input = given["input"] as? Json else {
        throw UnexpectedInput(what: "line")
    }
    var said: Json
    do {
        said = try answer(given.text("op"), input)
    } catch let error as TarsPayError {
        said = ["error": error.code.text(), "field": error.field.map { $0 as Any } ?? NSNull()]
    }
    out.append(try JSONSerialization.data(withJSONObject: ["id": try given.text("id"), "answer": said]))
    out.append(Data("\n".utf8))
}
try out.write(to: URL(fileURLWithPath: CommandLine.arguments[2]))
