import Foundation
import TarsPay
import XCTest

final class ThreadsTests: XCTestCase {
    private let secret = String(repeating: "1f", count: 32)

    func testOneSignerAndOneVerifierForManyThreads() throws {
        let signer = Signer(key: try PrivateKey(text: secret))
        let merchant = try Verifier(keys: [signer.publicKey()])
        let gateway = try TestGateway()
        let verifier = try gateway.verifier()
        DispatchQueue.concurrentPerform(iterations: 16) { thread in
            do {
                for round in 0..<100 {
                    let request = try signer.signRequest(method: "POST", path: "/a", body: "{\"mchNo\":\"M\(thread)-\(round)\"}")
                    XCTAssertTrue(request.stringToSign.hasSuffix("mchNo=M\(thread)-\(round)"))
                    let signature = request.headers["X-API-SIGNATURE"] ?? ""
                    XCTAssertEqual(try merchant.verifyText(text: request.stringToSign, signature: signature), request.headers["X-API-KEY"])
                    let sent = try gateway.callback(fault: round % 2 == 0 ? CallbackFault.none : .tamperedAmount)
                    let verified = (try? verifier.verifyCallback(body: sent.body, signature: sent.signature)) != nil
                    XCTAssertEqual(verified, sent.verifies)
                }
            } catch {
                XCTFail("\(error)")
            }
        }
    }

    /// Swift has nothing to close: what is let go is freed when the last call that uses it ends.
    func testLettingGoWhileOthersUse() throws {
        for _ in 0..<50 {
            let box = Box(Signer(key: try PrivateKey(text: secret)))
            DispatchQueue.concurrentPerform(iterations: 8) { thread in
                for round in 0..<20 {
                    if thread == 0 && round == 10 { box.take() }
                    guard let signer = box.value else { return }
                    if (try? signer.signRequest(method: "POST", path: "/a", body: "{}")) == nil { XCTFail("no signature") }
                }
            }
            XCTAssertNil(box.value)
        }
        // The signer has its own copy of the key.
        var key: PrivateKey? = try PrivateKey(text: secret)
        weak var gone = key
        let signer = Signer(key: try XCTUnwrap(key))
        key = nil
        XCTAssertNil(gone)
        XCTAssertNoThrow(try signer.signRequest(method: "POST", path: "/a", body: "{}"))
    }

    func testAHundredThousandCallsLeaveNoMemoryBehind() throws {
        #if os(Linux)
        func held() throws -> Int {
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            let line = try XCTUnwrap(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
            return try XCTUnwrap(Int(line.filter(\.isNumber)))
        }
        let signer = Signer(key: try PrivateKey(text: secret))
        let merchant = try Verifier(keys: [signer.publicKey()])
        let body = Data("{\"mchNo\":\"M1688454487\",\"body\":\"\(String(repeating: "x", count: 1000))\"}".utf8)
        func calls(_ count: Int) throws {
            for round in 0..<count {
                let request = try signer.signRequest(method: "POST", path: "/api/balanceInfo", body: body)
                let signature = request.headers["X-API-SIGNATURE"] ?? ""
                _ = try merchant.verifyText(text: request.stringToSign, signature: signature)
                if round % 10 == 0 {
                    XCTAssertThrowsError(try merchant.verifyText(text: "another text", signature: signature))
                    _ = Signer(key: try PrivateKey(text: secret))
                }
            }
        }
        try calls(5_000)
        let before = try held()
        try calls(100_000)
        let grown = try held() - before
        print("memory after 100,000 signed and verified: \(grown) KiB more")
        // A kilobyte left behind by each call would be 100,000.
        XCTAssertLessThan(grown, 4_000)
        #else
        throw XCTSkip("reads what the process holds from /proc, which only Linux has")
        #endif
    }
}

/// A value that threads share and one of them lets go.
private final class Box<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: Value?

    init(_ value: Value) { kept = value }

    var value: Value? { lock.withLock { kept } }

    func take() { lock.withLock { kept = nil } }
}
