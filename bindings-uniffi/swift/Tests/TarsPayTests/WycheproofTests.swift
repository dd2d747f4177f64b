import Foundation
import TarsPay
import XCTest

/// Project Wycheproof's vectors for secp256k1 with SHA-256.
final class WycheproofTests: XCTestCase {
    private func run(_ name: String) throws -> [Int] {
        let set = try XCTUnwrap(try Vectors.wycheproof().list("sets").first { try $0.text("name") == name })
        var (verified, refused, highS) = (0, 0, 0)
        for group in try set.list("groups") {
            let key = try PublicKey(text: group.text("pem"))
            XCTAssertEqual(key, try PublicKey.fromSec1(bytes: unhex(group.text("publicKey"))))
            for test in try group.list("tests") {
                let signature = try test.text("sig")
                let holds: Bool
                do {
                    let digest = sha256(unhex(try test.text("msg")))
                    holds = try hazmatVerifyPrehash(key: key, digest: digest, signature: signature)
                } catch let error as TarsPayError {
                    XCTAssertTrue([.signatureMalformed, .signatureMissing].contains(error.code))
                    holds = false
                }
                switch (holds, try test.text("result") == "invalid") {
                case (true, false): verified += 1
                case (false, true): refused += 1
                // The set for bitcoin refuses a high S; the gateway makes them.
                case (true, true) where try parseSignature(hex: signature).isHighS: highS += 1
                default: XCTFail("\(name) \(test["tcId"] ?? ""): \(try test.text("comment"))")
                }
            }
        }
        XCTAssertEqual(set["numberOfTests"] as? Int, verified + refused + highS)
        return [verified, refused, highS]
    }

    func testSecp256k1WithoutException() throws {
        XCTAssertEqual(try run("EcdsaSecp256k1Sha256"), [168, 308, 0])
    }

    func testTheSetForBitcoinDiffersOnlyInHighS() throws {
        XCTAssertEqual(try run("EcdsaSecp256k1Sha256Bitcoin"), [162, 299, 2])
    }

    func testThisFilesSha256() {
        XCTAssertEqual(hex(sha256(Data("abc".utf8))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        XCTAssertEqual(sha256(sha256(Data(repeating: 7, count: 300))), doubleSha256(text: Data(repeating: 7, count: 300)))
    }
}

/// Foundation has none on Linux. FIPS 180-4.
func sha256(_ message: Data) -> Data {
    func root(_ prime: UInt32, _ power: Double) -> UInt32 {
        let value = Foundation.pow(Double(prime), power)
        return UInt32((value - value.rounded(.down)) * 4_294_967_296)
    }
    let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }.map { UInt32($0) }
    let constants = primes.map { root($0, 1.0 / 3) }
    var state = primes.prefix(8).map { root($0, 0.5) }
    var padded = [UInt8](message) + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) { padded.append(UInt8(truncatingIfNeeded: (message.count * 8) >> shift)) }
    func rotate(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }
    for start in stride(from: 0, to: padded.count, by: 64) {
        var words = (0..<16).map { index in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(padded[start + index * 4 + $1]) } }
        for index in 16..<64 {
            let (a, b) = (words[index - 15], words[index - 2])
            let first = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3
            let second = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10
            words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
        }
        var s = state
        for index in 0..<64 {
            let sum = rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)
            let choice = s[4] & s[5] ^ ~s[4] & s[6]
            let first = s[7] &+ sum &+ choice &+ constants[index] &+ words[index]
            let turn = rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)
            let second = turn &+ (s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2])
            s = [first &+ second, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
        }
        state = zip(state, s).map { $0 &+ $1 }
    }
    return Data(state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } })
}
