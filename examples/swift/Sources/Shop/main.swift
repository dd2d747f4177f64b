// A shop in Swift: it creates deposits, and credits each once when its callback says that it was paid.

import Foundation
import TarsPay

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

func setting(_ name: String) -> String {
    guard let value = ProcessInfo.processInfo.environment[name] else { fatalError("set the variable \(name)") }
    return value
}

let signer = Signer(key: try PrivateKey(text: setting("TARSPAY_PRIVATE_KEY")))
// In production Verifier.gateway(), which trusts the key that the gateway publishes.
let verifier = try Verifier(keys: [PublicKey(text: setting("TARSPAY_PLATFORM_KEY"))])

// In production two tables; this one has a unique column.
var seen = Set<String>()
var paid: [String: Int] = [:]

func deposit(mchOrderNo: String, amount: String) throws -> Int64 {
    let order = CreateDeposit(
        mchNo: setting("TARSPAY_MCH_NO"),
        mchOrderNo: mchOrderNo,
        wayCode: "CASHIER",
        amount: amount,
        currency: "VND",
        notifyUrl: setting("NOTIFY_URL")
    )
    let signed = try signer.createDeposit(order: order)
    var request = URLRequest(url: URL(string: setting("TARSPAY_URL") + signed.path)!)
    request.httpMethod = signed.method
    request.allHTTPHeaderFields = signed.headers
    request.httpBody = signed.body
    return try parseCreateDepositResponse(body: send(request)).code
}

/// What comes back is put here by another thread.
final class Answer: @unchecked Sendable {
    var result: Result<Data, Error> = .success(Data())
}

/// Waits for the answer.
func send(_ request: URLRequest) throws -> Data {
    let (done, answer) = (DispatchSemaphore(value: 0), Answer())
    URLSession.shared.dataTask(with: request) { data, _, error in
        answer.result = error.map(Result.failure) ?? .success(data ?? Data())
        done.signal()
    }.resume()
    done.wait()
    return try answer.result.get()
}

func receive(_ call: Call) -> (status: Int, text: String) {
    do {
        // The raw bytes: a body that was parsed and written again has another signature.
        let callback = try verifier.verifyCallback(body: call.body, signature: call.headers["x-resp-signature"])
        if seen.insert(callback.replayKey).inserted && callback.isSuccess() {
            paid[callback.mchOrderNo, default: 0] += 1
        }
        return (200, callbackAnswer())
    } catch let refused as TarsPayError {
        return (401, refused.code.text())
    } catch {
        return (500, "")
    }
}

try serve(port: UInt16(setting("PORT"))!) { call in
    switch (call.method, call.path) {
    case ("POST", "/deposits"):
        let code = try deposit(mchOrderNo: call.query["mchOrderNo"] ?? "", amount: call.query["amount"] ?? "")
        return (200, String(code))
    case ("POST", "/notify"):
        return receive(call)
    case ("GET", "/paid"):
        return (200, paid.map { "\($0) \($1)\n" }.joined())
    default:
        return (404, "")
    }
}
