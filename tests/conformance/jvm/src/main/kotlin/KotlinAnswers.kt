import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.ObjectNode
import java.io.File
import java.util.HexFormat
import tarspay.*

private val json = ObjectMapper()

/** `KotlinAnswersKt CASES OUT`: one line of JSON for each case. */
fun main(arguments: Array<String>) {
    File(arguments[1]).bufferedWriter().use { out ->
        File(arguments[0]).forEachLine { line ->
            val case = json.readTree(line)
            val answer = json.createObjectNode().set<ObjectNode>("id", case["id"]).set<ObjectNode>("answer", answer(case))
            out.appendLine(json.writeValueAsString(answer))
        }
    }
}

private fun answer(case: JsonNode): ObjectNode = try {
    operations.getValue(case.text("op"))(case["input"])
} catch (error: TarsPayException) {
    json.createObjectNode().put("error", error.code.text()).put("field", error.field)
}

private val operations: Map<String, (JsonNode) -> ObjectNode> = mapOf(
    "sign_request" to { input ->
        val bytes = input.body()
        val signed = PrivateKey(input.text("private_key")).use { Signer(it) }
            .signRequest(input.text("method"), input.text("path"), bytes, input.text("nonce"))
        val unsigned = UnsignedRequest(input.text("method"), input.text("path"), bytes, input.text("nonce"))
        json.createObjectNode()
            .put("method", signed.method)
            .put("string_to_sign", signed.stringToSign)
            .put("digest", HexFormat.of().formatHex(unsigned.signingDigest()))
            .put("signature", signed.headers["X-API-SIGNATURE"])
            .put("api_key", signed.headers["X-API-KEY"])
    },
    "verify_request" to { input ->
        val request = ReceivedRequest(
            method = input.text("method"), path = input.text("path"), nonce = input.text("nonce"),
            apiKey = input.text("api_key"), signature = input.text("signature"), body = input.body(),
        )
        val verified = verifier(input["trusted"]).verifyRequest(request)
        json.createObjectNode().put("string_to_sign", verified.stringToSign).put("api_key", verified.apiKey)
    },
    "verify_callback" to { input ->
        val callback = verifier(input["keys"]).verifyCallback(input.body(), input.text("signature"))
        json.createObjectNode()
            .put("form", callback.matchedForm.name.lowercase())
            .put("key", callback.matchedKey)
            .put("biz_type", callback.bizType)
            .put("state", callback.state)
            .put("replay_key", callback.replayKey)
    },
    "verify_text" to { input ->
        json.createObjectNode().put("key", verifier(input["keys"]).verifyText(input.text("text"), input.text("signature")))
    },
    "private_key" to { input ->
        json.createObjectNode().put("public_key", PrivateKey(input.text("text")).use { it.publicKey().toHex() })
    },
    "public_key" to { input ->
        val key = PublicKey(input.text("text"))
        json.createObjectNode().put("hex", key.toHex()).put("uncompressed", key.toUncompressedHex())
    },
    "signature" to { input ->
        val signature = parseSignature(input.text("text"))
        json.createObjectNode()
            .put("high_s", signature.isHighS)
            .put("normalized", signature.normalized)
            .put("raw", HexFormat.of().formatHex(signature.raw))
    },
    "validate" to { input ->
        val options = RequestOptions(
            market = input["market"]?.textValue(),
            strict = input["strict"]?.booleanValue() ?: false,
            allowTestHosts = input["allow_test_hosts"]?.booleanValue() ?: false,
        )
        val endpoint = Endpoint.entries.single { it.text() == input.text("endpoint") }
        val problems = json.createArrayNode()
        for (problem in validate(endpoint, input.text("body"), options)) {
            problems.addArray().add(problem.severity.name.lowercase()).add(problem.member).add(problem.code.text()).add(problem.gatewayCode)
        }
        json.createObjectNode().set("problems", problems)
    },
    "explain_request" to { input ->
        explained(
            explainRequest(
                RequestToExplain(
                    body = input.body(), path = input.text("path"), nonce = input.text("nonce"), method = input.text("method"),
                    apiKey = input["apiKey"]?.textValue(), signature = input["signature"]?.textValue(),
                    otherKeys = input.texts("otherKeys"), otherNonces = input.texts("otherNonces"),
                ),
            ),
        )
    },
    "explain_callback" to { input ->
        explained(
            explainCallback(
                CallbackToExplain(
                    body = input.body(), signature = input["signature"]?.textValue(), keys = input.texts("keys"),
                    otherKeys = input.texts("otherKeys"), path = input["path"]?.textValue(), nonce = input["nonce"]?.textValue(),
                ),
            ),
        )
    },
)

private fun explained(found: Explanation): ObjectNode {
    val answer = json.createObjectNode().put("text", found.text)
    val mistakes = answer.putArray("mistakes")
    found.mistakes.forEach { mistakes.add(it.text()) }
    return answer
}

private fun JsonNode.texts(name: String): List<String> = this[name]?.map { it.textValue() } ?: emptyList()

private fun verifier(keys: JsonNode) = Verifier(keys.map { PublicKey(it.textValue()) })

private fun JsonNode.text(name: String): String = this[name].textValue()

/** A body in any of the three forms of the vectors. */
private fun JsonNode.body(): ByteArray = when {
    has("body_hex") -> HexFormat.of().parseHex(text("body_hex"))
    has("body_parts") -> this["body_parts"].joinToString("") { it[0].textValue().repeat(it[1].intValue()) }.toByteArray()
    else -> text("body").toByteArray()
}
