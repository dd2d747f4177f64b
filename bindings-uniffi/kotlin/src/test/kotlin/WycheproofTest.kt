import java.security.MessageDigest
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import tarspay.*

/** Project Wycheproof's vectors for secp256k1 with SHA-256. */
class WycheproofTest {
    private class Counts(val verified: Int, val refused: Int, val highS: Int) {
        override fun toString() = "$verified verified, $refused refused, $highS high S"
    }

    private fun run(name: String): Counts {
        val set = wycheproof()["sets"].single { it.text("name") == name }
        var (verified, refused, highS) = Triple(0, 0, 0)
        for (group in set["groups"]) {
            val key = PublicKey(group.text("pem"))
            assertEquals(PublicKey.fromSec1(unhex(group.text("publicKey"))), key)
            for (case in group["tests"]) {
                val digest = MessageDigest.getInstance("SHA-256").digest(unhex(case.text("msg")))
                val holds = try {
                    hazmatVerifyPrehash(key, digest, case.text("sig"))
                } catch (e: TarsPayException) {
                    assert(e.code in setOf(ErrorCode.SIGNATURE_MALFORMED, ErrorCode.SIGNATURE_MISSING))
                    false
                }
                when {
                    holds && case.text("result") != "invalid" -> verified++
                    !holds && case.text("result") == "invalid" -> refused++
                    // The set for bitcoin refuses a high S; the gateway makes them.
                    holds && parseSignature(case.text("sig")).isHighS -> highS++
                    else -> throw AssertionError("$name ${case["tcId"]}: ${case.text("comment")}")
                }
            }
        }
        assertEquals(set["numberOfTests"].intValue(), verified + refused + highS)
        return Counts(verified, refused, highS)
    }

    @Test
    fun `secp256k1 and SHA-256 without exception`() =
        assertEquals("168 verified, 308 refused, 0 high S", run("EcdsaSecp256k1Sha256").toString())

    @Test
    fun `the set for bitcoin differs only in high S`() =
        assertEquals("162 verified, 299 refused, 2 high S", run("EcdsaSecp256k1Sha256Bitcoin").toString())
}
