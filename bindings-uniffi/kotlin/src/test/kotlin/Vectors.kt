import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import java.io.File
import java.util.HexFormat

val json = ObjectMapper()
private val folder = File(System.getenv("TARSPAY_VECTORS") ?: "../../tests/vectors")

fun vectors(name: String): JsonNode = json.readTree(folder.resolve(name))

fun stagedVectors(): List<JsonNode> = folder.resolve("staged").listFiles()!!.sorted().map(json::readTree)

fun wycheproof(): JsonNode = json.readTree(File(System.getenv("TARSPAY_WYCHEPROOF")))

fun unhex(text: String): ByteArray = HexFormat.of().parseHex(text)

fun hex(bytes: ByteArray): String = HexFormat.of().formatHex(bytes)

fun JsonNode.text(name: String): String = this[name].textValue()

/** A body in any of the three forms of the vectors. */
fun JsonNode.body(): ByteArray = when {
    has("body_hex") -> unhex(text("body_hex"))
    has("body_parts") -> this["body_parts"].joinToString("") { it[0].textValue().repeat(it[1].intValue()) }.toByteArray()
    else -> text("body").toByteArray()
}
