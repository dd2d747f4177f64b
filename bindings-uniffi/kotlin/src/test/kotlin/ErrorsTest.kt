import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import tarspay.*

class ErrorsTest {
    private val gateway = TestGateway()

    private fun code(block: () -> Unit): ErrorCode = assertThrows<TarsPayException> { block() }.code

    @Test
    fun `every code arrives with its text`() {
        // The core's own list.
        val source = File(System.getenv("TARSPAY_VECTORS")).resolve("../../core/src/error/code.rs").readText()
        val texts = Regex("""^ {4}[A-Z]\w+ = "([a-z0-9_]+)",$""", RegexOption.MULTILINE).findAll(source).map { it.groupValues[1] }.toSet()
        assertTrue(texts.size > 40)
        assertEquals(texts, ErrorCode.entries.map { it.text() }.toSet())
        for (code in ErrorCode.entries) {
            val error = assertThrows<TarsPayException> { failWith(code.text()) }
            assertEquals(code, error.code)
            assertTrue(error.reason.isNotBlank() && code.what().isNotBlank() && code.remedy().isNotBlank())
            assertEquals("${code.text()}: ${error.reason}", error.message)
        }
        assertEquals(ErrorCode.ARGUMENT_INVALID, code { failWith("no such code") })
    }

    @Test
    fun `an order's problems arrive all at once`() {
        val signer = Signer(PrivateKey("1f".repeat(32)))
        val error = assertThrows<TarsPayException> { signer.createDeposit(CreateDeposit(amount = "-1", currency = "IDR")) }
        assertEquals(ErrorCode.ORDER_INVALID, error.code)
        val found = error.problems.associate { it.member to it.code }
        assertEquals(ErrorCode.AMOUNT_INVALID, found["amount"])
        assertEquals(ErrorCode.MEMBER_MISSING, found["mchNo"])
        assertEquals(error.problems, CreateDeposit(amount = "-1", currency = "IDR").validate())
    }

    @Test
    fun `nonsense gives codes`() {
        val verifier = gateway.verifier()
        val good = gateway.callback()
        val signature = good.signature
        val body = good.body
        assertEquals(ErrorCode.BODY_MISSING, code { verifier.verifyCallback(ByteArray(0), signature) })
        assertEquals(ErrorCode.BODY_TOO_LARGE, code { verifier.verifyCallback(ByteArray(50_000_000) { ' '.code.toByte() }, signature) })
        assertEquals(ErrorCode.BODY_NOT_UTF8, code { verifier.verifyCallback(byteArrayOf(-1, -2), signature) })
        assertEquals(ErrorCode.BODY_HAS_BOM, code { verifier.verifyCallback("\uFEFF{}", signature) })
        assertEquals(ErrorCode.JSON_SYNTAX, code { verifier.verifyCallback(body.copyOf(body.size - 1), signature) })
        assertEquals(ErrorCode.JSON_SYNTAX, code { verifier.verifyCallback(body + body, signature) })
        assertEquals(ErrorCode.JSON_NOT_OBJECT, code { verifier.verifyCallback("[]", signature) })
        assertEquals(ErrorCode.JSON_TOO_DEEP, code { verifier.verifyCallback("{\"a\":${"[".repeat(100_000)}${"]".repeat(100_000)}}", signature) })
        assertEquals(ErrorCode.JSON_LONE_SURROGATE, code { verifier.verifyCallback("{\"a\":\"\uD83D\"}", signature) })
        assertEquals(ErrorCode.JSON_LONE_SURROGATE, code { PublicKey("\uD83D") })
        assertEquals(ErrorCode.SIGNATURE_MISSING, code { verifier.verifyCallback(body, null) })
        assertEquals(ErrorCode.SIGNATURE_MISSING, code { verifier.verifyCallback(body, "") })
        assertEquals(ErrorCode.SIGNATURE_MALFORMED, code { verifier.verifyCallback(body, signature + signature) })
        assertEquals(ErrorCode.SIGNATURE_MALFORMED, code { verifier.verifyCallback(body, signature.dropLast(1)) })
        assertEquals(ErrorCode.SIGNATURE_MALFORMED, code { verifier.verifyCallback(body, "ж".repeat(1_000_000)) })
        assertEquals(ErrorCode.NO_TRUSTED_KEY, code { Verifier(emptyList()) })
        assertEquals(ErrorCode.ARGUMENT_INVALID, code { Verifier(listOf(gateway.publicKey()), -1) })
        assertEquals(ErrorCode.BODY_TOO_LARGE, code { Verifier(listOf(gateway.publicKey()), 10).verifyCallback(body, signature) })
        for (text in listOf("", "0", "0x" + "1f".repeat(32), "1f".repeat(10_000_000), "\u0000")) {
            assertEquals(ErrorCode.PRIVATE_KEY_MALFORMED, code { PrivateKey(text) })
            assertEquals(ErrorCode.PUBLIC_KEY_MALFORMED, code { PublicKey(text + "zz") })
        }
        assertEquals(ErrorCode.PRIVATE_KEY_OUT_OF_RANGE, code { PrivateKey("f".repeat(64)) })
        assertEquals(ErrorCode.KEY_KIND_SWAPPED, code { PrivateKey(gateway.publicKey().toHex()) })
        assertEquals(ErrorCode.KEY_KIND_SWAPPED, code { PublicKey("1f".repeat(32)) })
        val signer = Signer(PrivateKey("1f".repeat(32)))
        assertEquals(ErrorCode.NONCE_INVALID, code { signer.signRequest("POST", "/a", "{}", "now") })
        assertEquals(ErrorCode.PATH_INVALID, code { signer.signRequest("POST", "https://host/a", "{}") })
        assertEquals(ErrorCode.METHOD_INVALID, code { signer.signRequest("", "/a", "{}") })
        assertEquals(ErrorCode.ARGUMENT_INVALID, code { validate(Endpoint.CREATE_DEPOSIT, "{}", RequestOptions(market = "XX")) })
        assertEquals(ErrorCode.JSON_SYNTAX, code { signer.queryBalance(QueryBalance("M1", mapOf("a" to "1,\"b\":2"))) })
        assertEquals(ErrorCode.ARGUMENT_INVALID, code { hazmatVerifyPrehash(gateway.publicKey(), ByteArray(31), signature) })
        assertEquals(ErrorCode.MEMBER_MISSING, code { parseQueryBalanceResponse("{}") })
    }

    @Test
    fun `no secret and no body in an error or a text form`() {
        val secret = "1f".repeat(32)
        val key = PrivateKey(secret)
        val signer = Signer(key)
        val request = signer.queryBalance(QueryBalance(mchNo = "M1688454487"))
        val callback = gateway.verifier().verifyCallback(gateway.callback().body, gateway.callback().signature)
        for (value in listOf(key, signer, request, callback, gateway, gateway.verifier(), QueryBalance(mchNo = "M1688454487"))) {
            assertFalse(value.toString().contains(secret) || value.toString().contains("M1688454487"), value.javaClass.name)
        }
        val error = assertThrows<TarsPayException> { PrivateKey(secret + "q") }
        assertFalse(error.toString().contains("1f1f"))
    }

    @Test
    fun `what was closed says so`() {
        val key = PrivateKey("1f".repeat(32))
        val signer = Signer(key)
        key.close()
        key.close()
        // The signer has its own copy.
        assertNotNull(signer.signRequest("POST", "/api/balanceInfo", "{}"))
        assertEquals(ErrorCode.OBJECT_CLOSED, code { key.publicKey() })
        assertEquals(ErrorCode.OBJECT_CLOSED, code { Signer(key) })
        assertEquals(ErrorCode.OBJECT_CLOSED, code { hazmatSignPrehash(key, ByteArray(32)) })
        assertEquals(ErrorCode.OBJECT_CLOSED, code { TestGateway(key) })
        assertEquals("PrivateKey(closed)", key.toString())
        signer.close()
        assertEquals(ErrorCode.OBJECT_CLOSED, code { signer.signRequest("POST", "/a", "{}") })
        assertEquals(ErrorCode.OBJECT_CLOSED, code { signer.queryBalance(QueryBalance("M1")) })
        val public = gateway.publicKey()
        public.close()
        assertEquals(ErrorCode.OBJECT_CLOSED, code { Verifier(listOf(public)) })
        val verifier = gateway.verifier()
        verifier.close()
        assertEquals(ErrorCode.OBJECT_CLOSED, code { verifier.verifyCallback("{}", null) })
        assertEquals(ErrorCode.OBJECT_CLOSED, code { verifier.verifyCallbacks(emptyList()) })
        val kept = PrivateKey("1f".repeat(32)).use { it }
        assertEquals(ErrorCode.OBJECT_CLOSED, code { kept.exposeHex() })
    }

    @Test
    fun `test callbacks are refused as they should be`() {
        for (fault in CallbackFault.entries) {
            val sent = gateway.callback(fault = fault)
            val outcome = gateway.verifier().verifyCallbacks(listOf(ReceivedCallback(sent.body, sent.signature))).single()
            assertEquals(sent.verifies, outcome.callback != null, fault.name)
            if (sent.verifies) assertNull(outcome.error) else assertNotNull(outcome.error)
        }
    }
}
