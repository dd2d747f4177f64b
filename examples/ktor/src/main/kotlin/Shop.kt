import io.ktor.client.HttpClient
import io.ktor.client.engine.java.Java
import io.ktor.client.request.headers
import io.ktor.client.request.request
import io.ktor.client.request.setBody
import io.ktor.client.request.url
import io.ktor.client.statement.bodyAsBytes
import io.ktor.http.HttpMethod
import io.ktor.http.HttpStatusCode
import io.ktor.server.cio.CIO
import io.ktor.server.engine.embeddedServer
import io.ktor.server.request.receive
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.routing
import io.ktor.server.util.getOrFail
import java.util.concurrent.ConcurrentHashMap
import tarspay.*

fun setting(name: String): String = System.getenv(name) ?: error("set the variable $name")

val signer = Signer(PrivateKey(setting("TARSPAY_PRIVATE_KEY")))

// In production Verifier.gateway(), which trusts the key that the gateway publishes.
val verifier = Verifier(listOf(PublicKey(setting("TARSPAY_PLATFORM_KEY"))))
val gateway = HttpClient(Java)

// In production two tables; this one has a unique column.
val seen: MutableSet<String> = ConcurrentHashMap.newKeySet()
val paid = ConcurrentHashMap<String, Int>()

suspend fun deposit(mchOrderNo: String, amount: String): DepositResponse {
    val order = CreateDeposit(
        mchNo = setting("TARSPAY_MCH_NO"),
        mchOrderNo = mchOrderNo,
        wayCode = "CASHIER",
        amount = amount,
        currency = "VND",
        notifyUrl = setting("NOTIFY_URL"),
    )
    val signed = signer.createDeposit(order)
    val answer = gateway.request {
        method = HttpMethod.parse(signed.method)
        url(setting("TARSPAY_URL") + signed.path)
        headers { signed.headers.forEach { (name, value) -> append(name, value) } }
        setBody(signed.body)
    }
    return parseCreateDepositResponse(answer.bodyAsBytes())
}

/** A shop on Ktor: it creates deposits, and credits each once when its callback says that it was paid. */
fun main() {
    val server = embeddedServer(CIO, host = "127.0.0.1", port = setting("PORT").toInt()) {
        routing {
            post("/deposits") {
                val query = call.request.queryParameters
                call.respondText(deposit(query.getOrFail("mchOrderNo"), query.getOrFail("amount")).code.toString())
            }
            post("/notify") {
                // The raw bytes: a body that was parsed and written again has another signature.
                val body = call.receive<ByteArray>()
                val callback = try {
                    verifier.verifyCallback(body, call.request.headers["X-RESP-SIGNATURE"])
                } catch (refused: TarsPayException) {
                    return@post call.respondText(refused.code.text(), status = HttpStatusCode.Unauthorized)
                }
                if (seen.add(callback.replayKey) && callback.isSuccess()) paid.merge(callback.mchOrderNo, 1, Int::plus)
                call.respondText(callbackAnswer())
            }
            get("/paid") {
                call.respondText(paid.entries.joinToString("") { (order, times) -> "$order $times\n" })
            }
        }
    }
    server.start(wait = true)
}
