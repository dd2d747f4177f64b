import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.ObjectNode
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import tarspay.*

/** The vectors that every language reads: tests/vectors/README.md. */
class VectorsTest {
    @TestFactory
    fun staged(): List<DynamicTest> {
        val files = stagedVectors()
        assertEquals(operations.keys, files.map { it.text("op") }.toSet())
        return files.flatMap { file ->
            val operation = operations.getValue(file.text("op"))
            file["cases"].map { case ->
                DynamicTest.dynamicTest("${file.text("op")} ${case.text("name")}") {
                    check(case["expect"]) { operation(case["input"]) }
                }
            }
        }.also { assertTrue(it.size > 250) }
    }

    @TestFactory
    fun validated(): List<DynamicTest> = vectors("validate.json")["cases"].map { case ->
        DynamicTest.dynamicTest(case.text("name")) {
            val input = case["input"]
            assertTrue(setOf("endpoint", "body", "market", "strict", "allow_test_hosts").containsAll(input.names()))
            val options = RequestOptions(
                market = input["market"]?.textValue(),
                strict = input["strict"]?.booleanValue() ?: false,
                allowTestHosts = input["allow_test_hosts"]?.booleanValue() ?: false,
            )
            val endpoint = Endpoint.entries.single { it.text() == input.text("endpoint") }
            val found = validate(endpoint, input.text("body"), options)
            assertEquals(setOf("problems"), case["expect"].names())
            val expected = case["expect"]["problems"]
            assertEquals(expected.map { it.text("member") to it.text("code") }, found.map { it.member to it.code.text() })
            expected.zip(found).forEach { (wanted, problem) ->
                assertTrue(setOf("severity", "member", "code", "gateway_code").containsAll(wanted.names()))
                assertEquals(wanted.text("severity"), problem.severity.name.lowercase())
                if (wanted.has("gateway_code")) {
                    assertEquals(wanted["gateway_code"].takeUnless { it.isNull }?.longValue(), problem.gatewayCode)
                }
                assertTrue(problem.reason.isNotBlank())
            }
        }
    }.also { assertTrue(it.size > 150) }

    @TestFactory
    fun published(): List<DynamicTest> = vectors("published.json")["vectors"].map { case ->
        DynamicTest.dynamicTest(case.text("name")) {
            val verifier = Verifier(listOf(PublicKey(case.text("public_key"))))
            val (signed, signature) = case.text("signed_text") to case.text("signature")
            when (case.text("kind")) {
                "callback" -> {
                    val callback = verifier.verifyCallback(signed, signature)
                    assertEquals(case["body"].names().toList(), callback.members.map { it.name })
                    val pretty = json.writerWithDefaultPrettyPrinter().writeValueAsString(case["body"])
                    assertEquals(CallbackForm.COMPACT, verifier.verifyCallback(pretty, signature).matchedForm)
                }
                "request" -> {
                    val request = ReceivedRequest(
                        method = case.text("method"), path = case.text("path"), nonce = case.text("nonce"),
                        apiKey = case.text("public_key"), signature = signature, body = json.writeValueAsBytes(case["body"]),
                    )
                    assertEquals(signed, verifier.verifyRequest(request).stringToSign)
                }
                else -> throw AssertionError("unknown kind")
            }
            assertEquals(case.text("public_key"), verifier.verifyText(signed, signature))
            assertEquals(ErrorCode.SIGNATURE_MISMATCH, assertThrows<TarsPayException> { verifier.verifyText(signed + "x", signature) }.code)
        }
    }

    @TestFactory
    fun examplesOfTheGateway(): List<DynamicTest> = vectors("gateway_examples.json")["examples"].map { case ->
        DynamicTest.dynamicTest(case.text("name")) {
            val body = case.text("body")
            when (case.text("part")) {
                "request" -> {
                    val endpoint = Endpoint.entries.single { it.text() == case.text("endpoint") }
                    val wrong = validate(endpoint, body).filter { it.code in setOf(ErrorCode.JSON_SYNTAX, ErrorCode.MEMBER_TYPE) }
                    assertEquals(emptyList<Problem>(), wrong)
                }
                "response" -> assertEquals(0, responses.getValue(case.text("endpoint"))(body))
                "callback" -> assertTrue(json.readTree(body).isObject)
                else -> throw AssertionError("unknown part")
            }
        }
    }

    @Test
    fun `an answer's members are typed, unknown ones kept`() {
        val answer = parseCreateDepositResponse(
            """{"code":0,"msg":"SUCCESS","new":[1],"data":{"mchOrderNo":"O1","orderState":1,"payWays":{"bank":[{"payWay":"BANK_BCA"}]},"x":1.50}}""",
        )
        assertTrue(answer.isSuccess())
        assertEquals(mapOf("new" to "[1]"), answer.other)
        val data = answer.data!!
        assertEquals("O1", data.mchOrderNo)
        assertEquals(1L, data.orderState)
        assertEquals("BANK_BCA", data.payWays!!.getValue("bank").single().payWay)
        assertEquals(mapOf("x" to "1.50"), data.other)
        assertEquals(null, data.payUrl)
    }

    private fun check(expect: JsonNode, operation: () -> ObjectNode) {
        if (expect.has("error")) {
            assertTrue(setOf("error", "field").containsAll(expect.names()))
            val error = assertThrows<TarsPayException> { operation() }
            assertEquals(expect.text("error"), error.code.text(), error.message)
            if (expect.has("field")) assertEquals(expect.text("field"), error.field)
            return
        }
        val found = operation()
        for (name in expect.names()) assertEquals(expect[name], found[name], name)
    }

    private val operations: Map<String, (JsonNode) -> ObjectNode> = mapOf(
        "sign_request" to { case ->
            val body = case.body()
            val signed = PrivateKey(case.text("private_key")).use { Signer(it) }
                .signRequest(case.text("method"), case.text("path"), body, case.text("nonce"))
            assertArrayEquals(body, signed.body)
            val unsigned = UnsignedRequest(case.text("method"), case.text("path"), body, case.text("nonce"))
            assertEquals(unsigned.stringToSign(), signed.stringToSign)
            val stages = explainRequest(RequestToExplain(body, case.text("path"), case.text("nonce"), case.text("method")))
            val members = json.createArrayNode()
            for (member in json.readTree(stages.json)["signedMembers"]) members.addArray().add(member["name"]).add(member["text"])
            json.createObjectNode()
                .put("method", signed.method)
                .put("string_to_sign", signed.stringToSign)
                .put("digest", hex(unsigned.signingDigest()))
                .put("signature", signed.headers["X-API-SIGNATURE"])
                .put("api_key", signed.headers["X-API-KEY"])
                .set("members", members)
        },
        "verify_request" to { case ->
            val request = ReceivedRequest(
                method = case.text("method"), path = case.text("path"), nonce = case.text("nonce"),
                apiKey = case.text("api_key"), signature = case.text("signature"), body = case.body(),
            )
            val verified = verifier(case["trusted"]).verifyRequest(request)
            json.createObjectNode().put("string_to_sign", verified.stringToSign).put("api_key", verified.apiKey)
        },
        "verify_callback" to { case ->
            val verifier = verifier(case["keys"])
            val callback = verifier.verifyCallback(case.body(), case.text("signature"))
            val batch = verifier.verifyCallbacks(listOf(ReceivedCallback(case.body(), case.text("signature"))))
            assertEquals(listOf(CallbackOutcome(callback, null)), batch)
            json.createObjectNode()
                .put("form", callback.matchedForm.name.lowercase())
                .put("key", callback.matchedKey)
                .put("replay_key", callback.replayKey)
                .set<ObjectNode>("members", json.valueToTree(callback.members.map { it.name }))
                // As the vectors' numbers are read.
                .set<ObjectNode>("biz_type", json.readTree(callback.bizType.toString()))
                .set("state", json.readTree(callback.state.toString()))
        },
        "verify_text" to { case ->
            json.createObjectNode().put("key", verifier(case["keys"]).verifyText(case.text("text"), case.text("signature")))
        },
        "private_key" to { case ->
            json.createObjectNode().put("public_key", PrivateKey(case.text("text")).use { it.publicKey().toHex() })
        },
        "public_key" to { case ->
            val key = PublicKey(case.text("text"))
            json.createObjectNode().put("hex", key.toString()).put("uncompressed", key.toUncompressedHex())
        },
        "signature" to { case ->
            val signature = parseSignature(case.text("text"))
            assertEquals(signature.hex, signatureFromRaw(signature.raw).hex)
            json.createObjectNode().put("high_s", signature.isHighS).put("normalized", signature.normalized).put("raw", hex(signature.raw))
        },
    )

    private val responses: Map<String, (String) -> Long> = mapOf(
        "create_deposit" to { parseCreateDepositResponse(it).code },
        "create_withdraw" to { parseCreateWithdrawResponse(it).code },
        "query_balance" to { parseQueryBalanceResponse(it).code },
        "query_deposit" to { parseQueryDepositResponse(it).code },
        "query_history" to { parseQueryHistoryResponse(it).code },
        "query_order_by_trx" to { parseQueryOrderByTrxResponse(it).code },
        "query_trx" to { parseQueryTrxResponse(it).code },
        "query_utr" to { parseQueryUtrResponse(it).code },
        "query_withdraw" to { parseQueryWithdrawResponse(it).code },
        "query_withdraw_proof" to { parseQueryWithdrawProofResponse(it).code },
        "replenish_utr" to { parseReplenishUtrResponse(it).code },
        "supplement_trx" to { parseSupplementTrxResponse(it).code },
    )

    private fun verifier(keys: JsonNode) = Verifier(keys.map { PublicKey(it.textValue()) })

    private fun JsonNode.names(): Set<String> = fieldNames().asSequence().toSet()
}
