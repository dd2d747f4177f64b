import java.math.BigInteger
import java.util.Base64
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import tarspay.*

/** Nothing that a user of a key can print or log holds it, in any way of writing a number. */
class SecretsTest {
    private val secret = "c3a1f05b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb"
    private val bytes = secret.chunked(2) { it.toString().toInt(16).toByte() }.toByteArray()
    private val decimal = BigInteger(1, bytes).toString()
    private val base64 = Base64.getEncoder().encodeToString(bytes)

    /** In lower case, in pieces that are too long to be chance. */
    private val waysOfWriting = buildList {
        add(decimal)
        add(base64.trimEnd('=').lowercase())
        addAll(secret.chunked(16))
        for (part in bytes.toList().chunked(4) + bytes.reversed().chunked(4)) {
            add(part.joinToString(", "))
            add(part.joinToString(", ") { it.toUByte().toString() })
            for (separator in listOf(" ", ":", ", 0x")) add(part.joinToString(separator) { "%02x".format(it) })
        }
    }

    private fun shows(text: String) = text.lowercase().let { shown -> waysOfWriting.any { it in shown } }

    @Test
    fun `the search finds it`() {
        for (shown in listOf(secret, secret.uppercase(), decimal, base64, bytes.contentToString(), bytes.toUByteArray().joinToString(", "))) {
            assertTrue(shows("<$shown>"), shown)
        }
    }

    @Test
    fun `no type shows it`() {
        val key = PrivateKey(secret)
        val signer = Signer(key)
        val gateway = TestGateway(key)
        val sent = gateway.callback()
        val request = RequestToExplain("{}".toByteArray(), "/a", "1702279880267")
        val values = listOf(
            key, key.publicKey(), signer, gateway, gateway.verifier(), sent, signer.signRequest("POST", "/a", "{}"),
            gateway.verifier().verifyCallback(sent.body, sent.signature), request, explainRequest(request, key),
            UnsignedRequest("POST", "/a", "{}".toByteArray()), parseSignature(hazmatSignPrehash(key, ByteArray(32))),
        )
        for (value in values) assertFalse(shows("$value ${listOf(value)}"), value.javaClass.name)
    }

    @Test
    fun `no error shows it`() {
        val signer = Signer(PrivateKey(secret))
        val verifier = TestGateway().verifier()
        val around = listOf("0x", " ", "00", "g", "02").flatMap { extra -> listOf(secret, base64, decimal).map { extra + it } }
        val pem = "-----BEGIN PRIVATE KEY-----\n$base64\n-----END PRIVATE KEY-----\n"
        var refused = 0
        for (wrong in around + listOf(secret.drop(1), secret + "00", "$secret\n", base64, decimal, pem)) {
            val calls = listOf<() -> Any>(
                { PrivateKey(wrong) }, { PrivateKey.fromDer(wrong.toByteArray()) }, { PrivateKey.fromBytes(wrong.toByteArray()) }, { PublicKey(wrong) },
                { verifier.verifyCallback(wrong, wrong) }, { signer.signRequest("POST", wrong, "{}") }, { signer.signRequest("POST", "/a", wrong) },
            )
            for (call in calls) {
                val error = runCatching(call).exceptionOrNull() as TarsPayException? ?: continue
                refused += 1
                assertFalse(shows("$error ${error.message} ${error.reason} ${error.problems} ${error.stackTraceToString()}"), error.code.text())
            }
        }
        assertTrue(refused > 100, "$refused")
    }
}
