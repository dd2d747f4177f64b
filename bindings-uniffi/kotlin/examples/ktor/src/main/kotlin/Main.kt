import io.ktor.http.HttpStatusCode
import io.ktor.server.application.Application
import io.ktor.server.cio.CIO
import io.ktor.server.engine.embeddedServer
import io.ktor.server.request.receive
import io.ktor.server.response.respondText
import io.ktor.server.routing.post
import io.ktor.server.routing.routing
import java.util.concurrent.ConcurrentHashMap
import tarspay.*

fun main() {
    embeddedServer(CIO, port = 8080) { callbacks(Verifier.gateway()) { println("paid: ${it.mchOrderNo}") } }.start(wait = true)
}

fun Application.callbacks(verifier: Verifier, paid: (Callback) -> Unit) {
    // In a real shop: a table with a unique constraint.
    val seen = ConcurrentHashMap.newKeySet<String>()
    routing {
        post("/tarspay/notify") {
            // The raw bytes: a body that was parsed and written again has another signature.
            val body = call.receive<ByteArray>()
            val callback = try {
                verifier.verifyCallback(body, call.request.headers["X-RESP-SIGNATURE"])
            } catch (refused: TarsPayException) {
                call.respondText(refused.code.text(), status = HttpStatusCode.BadRequest)
                return@post
            }
            if (seen.add(callback.replayKey) && callback.isSuccess()) paid(callback)
            call.respondText(callbackAnswer())
        }
    }
}
