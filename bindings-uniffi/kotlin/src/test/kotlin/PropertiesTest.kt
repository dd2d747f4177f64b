import io.kotest.property.PropTestConfig
import io.kotest.property.RandomSource
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.checkAll
import java.security.MessageDigest
import kotlin.random.Random
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import tarspay.*

/** Any input at all: a result, or one of the library's own errors. TARSPAY_EXAMPLES is how many; `cargo xtask properties` runs a million. */
class PropertiesTest {
    private val examples = System.getenv("TARSPAY_EXAMPLES")?.toInt() ?: 2000
    private val secret = "6d1f0a5b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb"
    private val gateway = TestGateway()
    private val sent = gateway.callback()
    private val verifier = gateway.verifier()
    private val signer = Signer(PrivateKey(secret))
    private val publicKey = signer.publicKey()
    private val genuine = verifier.verifyCallback(sent.body, sent.signature)

    /** So many of the examples; an explanation takes as long as a hundred signatures. */
    private fun property(percent: Int, test: (Random) -> Unit) = runBlocking<Unit> {
        val config = PropTestConfig(seed = 20261123, iterations = maxOf(10, examples / 100 * percent))
        checkAll(config, arbitrary { source: RandomSource -> source.random }) { test(it) }
    }

    private fun Random.text(): String = when (nextInt(12)) {
        0 -> ""
        1 -> secret
        2 -> sent.signature
        3 -> "POST"
        4 -> "/api/balanceInfo"
        5 -> "1702279880267"
        // With halves of pairs that are no characters.
        6 -> String(CharArray(nextInt(80)) { nextInt(0x10000).toChar() })
        7 -> if (nextInt(100) == 0) "x".repeat(100_000) else "0x"
        else -> String(CharArray(nextInt(80)) { nextInt(0x20, 0x7f).toChar() })
    }

    private fun Random.usually(text: String) = if (nextInt(5) > 0) text else text()

    private fun Random.json(depth: Int = 3): String = when (nextInt(if (depth > 0) 8 else 6)) {
        0 -> "null"
        1 -> nextBoolean().toString()
        2 -> nextInt().toString()
        3 -> nextDouble().toString()
        4 -> "1e${nextInt(400)}"
        5 -> "\"${text().replace("\\", "\\\\").replace("\"", "\\\"")}\""
        6 -> List(nextInt(4)) { json(depth - 1) }.joinToString(",", "[", "]")
        else -> members(depth - 1)
    }

    private fun Random.members(depth: Int = 3): String =
        List(nextInt(5)) { "\"${listOf("mchNo", "amount", "currency", "a", "é").random(this)}$it\":${json(depth)}" }.joinToString(",", "{", "}")

    private fun Random.changed(valid: ByteArray): ByteArray {
        var body = valid
        repeat(nextInt(4)) {
            val at = nextInt(body.size + 1)
            val rest = minOf(body.size, at + nextInt(3))
            body = body.copyOf(at) + nextBytes(nextInt(3)) + body.copyOfRange(rest, body.size)
        }
        return body
    }

    private fun Random.body(): ByteArray = when (nextInt(3)) {
        0 -> nextBytes(nextInt(200))
        1 -> changed(sent.body)
        else -> members().toByteArray()
    }

    private fun sha256(bytes: ByteArray) = MessageDigest.getInstance("SHA-256").digest(bytes)

    /** What the call returns; nothing if it refuses as it should. */
    private fun <T> ownErrorsOnly(call: () -> T): T? = try {
        call()
    } catch (error: TarsPayException) {
        assertTrue(error.message.orEmpty().length in 1..<2000 && error.code.text().isNotEmpty())
        null
    }

    @Test
    fun keys() = property(30) { random ->
        val text = random.text()
        val bytes = if (random.nextBoolean()) random.nextBytes(random.nextInt(80)) else random.changed(secret.chunked(2) { it.toString().toInt(16).toByte() }.toByteArray())
        for (call in listOf<() -> Any>({ PrivateKey(text) }, { PublicKey(text) }, { parseSignature(text) }, { PrivateKey.fromBytes(bytes) }, { PrivateKey.fromDer(bytes) }, { PublicKey.fromDer(bytes) })) {
            (ownErrorsOnly(call) as? AutoCloseable)?.close()
        }
    }

    @Test
    fun callbacks() = property(30) { random ->
        val body = random.body()
        val signature = if (random.nextBoolean()) sent.signature else String(random.changed(sent.signature.toByteArray()), Charsets.ISO_8859_1)
        ownErrorsOnly { verifier.verifyCallback(body, signature) }?.let { assertEquals(genuine.members, it.members) }
    }

    @Test
    fun requests() = property(20) { random ->
        val body = if (random.nextBoolean()) random.members().toByteArray() else random.body()
        val signed = ownErrorsOnly {
            signer.signRequest(random.usually("POST"), random.usually("/api/balanceInfo"), body, random.usually("1702279880267"))
        }
        if (signed != null) {
            assertArrayEquals(body, signed.body)
            assertTrue(hazmatVerifyPrehash(publicKey, sha256(sha256(signed.stringToSign.toByteArray())), signed.headers.getValue("X-API-SIGNATURE")))
        }
    }

    @Test
    fun models() = property(19) { random ->
        val body = random.body()
        ownErrorsOnly { validate(Endpoint.entries.random(random), body) }
        ownErrorsOnly { parseQueryBalanceResponse(body) }
    }

    @Test
    fun explanations() = property(1) { random ->
        val asked = RequestToExplain(random.body(), random.usually("/api/balanceInfo"), random.usually("1702279880267"), random.usually("POST"), signature = random.text())
        ownErrorsOnly { explainRequest(asked) }
    }
}
