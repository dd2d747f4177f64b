import java.io.File
import java.util.concurrent.Callable
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledOnOs
import org.junit.jupiter.api.condition.OS
import tarspay.*

class ThreadsTest {
    private val gateway = TestGateway()

    private fun inThreads(pool: ExecutorService, count: Int, task: (Int) -> Unit) {
        (0 until count).map { pool.submit(Callable { task(it) }) }.forEach { it.get() }
    }

    private fun inThreads(count: Int, task: (Int) -> Unit) {
        val pool = Executors.newFixedThreadPool(count)
        try {
            inThreads(pool, count, task)
        } finally {
            pool.shutdown()
        }
    }

    @Test
    fun `one signer and one verifier for many threads`() {
        val signer = Signer(PrivateKey("1f".repeat(32)))
        val merchant = Verifier(listOf(signer.publicKey()))
        val verifier = gateway.verifier()
        inThreads(16) { thread ->
            repeat(100) { round ->
                val request = signer.signRequest("POST", "/api/balanceInfo", "{\"mchNo\":\"M$thread-$round\"}")
                assertEquals(request.headers["X-API-KEY"], merchant.verifyText(request.stringToSign, request.headers.getValue("X-API-SIGNATURE")))
                assertTrue(request.stringToSign.endsWith("mchNo=M$thread-$round"))
                val sent = gateway.callback(fault = if (round % 2 == 0) null else CallbackFault.TAMPERED_AMOUNT)
                val outcome = runCatching { verifier.verifyCallback(sent.body, sent.signature) }
                assertEquals(sent.verifies, outcome.isSuccess)
                if (!sent.verifies) assertEquals(ErrorCode.SIGNATURE_MISMATCH, (outcome.exceptionOrNull() as TarsPayException).code)
            }
        }
    }

    @Test
    fun `closing while others use gives results or an error`() {
        repeat(50) {
            val key = PrivateKey("1f".repeat(32))
            val signer = Signer(key)
            val closed = AtomicInteger()
            inThreads(8) { thread ->
                repeat(20) {
                    try {
                        if (thread == 0 && it == 10) { signer.close(); key.close() }
                        signer.signRequest("POST", "/a", "{}")
                        Signer(key).close()
                    } catch (e: TarsPayException) {
                        assertEquals(ErrorCode.OBJECT_CLOSED, e.code)
                        closed.incrementAndGet()
                    }
                }
            }
            assertTrue(closed.get() > 0)
        }
    }

    /** The heap is fixed, so what grows is the library's. Linux tells what a process holds. */
    @Test
    @EnabledOnOs(OS.LINUX)
    fun `a hundred thousand calls leave no memory behind`() {
        fun held(): Long {
            // JNA frees the few bytes of each call's structures when the garbage collector finds them.
            repeat(3) { System.gc(); Thread.sleep(300) }
            return File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }.filter(Char::isDigit).toLong()
        }
        val signer = Signer(PrivateKey("1f".repeat(32)))
        val merchant = Verifier(listOf(signer.publicKey()))
        val body = "{\"mchNo\":\"M1688454487\",\"body\":\"${"x".repeat(1000)}\"}".toByteArray()
        val pool = Executors.newFixedThreadPool(2)
        fun calls(count: Int) = inThreads(pool, 2) {
            repeat(count / 2) { round ->
                val request = signer.signRequest("POST", "/api/balanceInfo", body)
                val signature = request.headers.getValue("X-API-SIGNATURE")
                merchant.verifyText(request.stringToSign, signature)
                if (round % 10 == 0) {
                    runCatching { merchant.verifyText("another text", signature) }
                    PrivateKey("1f".repeat(32)).use { Signer(it).close() }
                }
            }
        }
        calls(20_000)
        val before = held()
        calls(100_000)
        val grown = held() - before
        pool.shutdown()
        println("memory after 100,000 signed and verified: $grown KiB more")
        // A kilobyte left behind by each call would be 100,000.
        assertTrue(grown < 4_000, "$grown KiB more")
    }
}
