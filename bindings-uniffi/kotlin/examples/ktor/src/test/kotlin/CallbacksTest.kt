import io.ktor.server.cio.CIO
import io.ktor.server.engine.embeddedServer
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import tarspay.*

/** The real server on a free port, with a gateway of its own in the real one's place. */
class CallbacksTest {
    private val gateway = TestGateway()
    private var paid = 0

    private fun post(port: Int, body: ByteArray, signature: String): HttpResponse<String> {
        val request = HttpRequest.newBuilder(URI("http://localhost:$port/tarspay/notify")).POST(HttpRequest.BodyPublishers.ofByteArray(body))
        if (signature.isNotEmpty()) request.header("X-RESP-SIGNATURE", signature)
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString())
    }

    @Test
    fun `genuine callbacks are taken once, others are refused`() {
        val server = embeddedServer(CIO, port = 0) { callbacks(gateway.verifier()) { paid++ } }.start()
        try {
            val port = runBlocking { server.engine.resolvedConnectors().first().port }
            for (fault in CallbackFault.entries) {
                val sent = gateway.callback(fault = fault)
                val answer = post(port, sent.body, sent.signature)
                assertEquals(if (sent.verifies) 200 else 400, answer.statusCode(), fault.name)
                if (sent.verifies) assertEquals("OK", answer.body())
            }
            assertEquals(1, paid)
            assertEquals("signature_missing", post(port, "{}".toByteArray(), "").body())
        } finally {
            server.stop()
        }
    }
}
