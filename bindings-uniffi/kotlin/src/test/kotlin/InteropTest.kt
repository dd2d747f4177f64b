import java.math.BigInteger
import java.security.KeyFactory
import java.util.Random
import org.bouncycastle.asn1.ASN1Integer
import org.bouncycastle.asn1.ASN1Sequence
import org.bouncycastle.asn1.DERSequence
import org.bouncycastle.asn1.sec.SECNamedCurves
import org.bouncycastle.crypto.digests.SHA256Digest
import org.bouncycastle.crypto.params.ECDomainParameters
import org.bouncycastle.crypto.params.ECPrivateKeyParameters
import org.bouncycastle.crypto.params.ECPublicKeyParameters
import org.bouncycastle.crypto.signers.ECDSASigner
import org.bouncycastle.crypto.signers.HMacDSAKCalculator
import org.bouncycastle.jce.ECNamedCurveTable
import org.bouncycastle.jce.provider.BouncyCastleProvider
import org.bouncycastle.jce.spec.ECPrivateKeySpec
import org.bouncycastle.jce.spec.ECPublicKeySpec
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.security.MessageDigest
import tarspay.*

/** Random requests and callbacks between this library and BouncyCastle, which knows nothing of it. */
class InteropTest {
    private val random = Random(20260101)
    private val curve = SECNamedCurves.getByName("secp256k1").let { ECDomainParameters(it.curve, it.g, it.n, it.h) }

    /** Every second key has its top bit set, so that a signed big integer of it has 33 bytes. */
    private fun key(index: Int): ByteArray {
        val bytes = ByteArray(32).also(random::nextBytes)
        bytes[0] = if (index % 2 == 0) (0x80 or (bytes[0].toInt() and 0x7e)).toByte() else (bytes[0].toInt() and 0x7f).toByte()
        return bytes
    }

    private fun sha256(bytes: ByteArray) = MessageDigest.getInstance("SHA-256").digest(bytes)

    private fun sign(secret: ByteArray, text: String): Array<BigInteger> {
        val signer = ECDSASigner(HMacDSAKCalculator(SHA256Digest()))
        signer.init(true, ECPrivateKeyParameters(BigInteger(1, secret), curve))
        return signer.generateSignature(sha256(sha256(text.toByteArray())))
    }

    private fun der(signature: Array<BigInteger>): String =
        hex(DERSequence(signature.map(::ASN1Integer).toTypedArray()).encoded)

    private fun verify(key: String, text: String, signature: String): Boolean {
        val (r, s) = ASN1Sequence.getInstance(unhex(signature)).map { ASN1Integer.getInstance(it).value }
        val verifier = ECDSASigner()
        verifier.init(false, ECPublicKeyParameters(curve.curve.decodePoint(unhex(key)), curve))
        return verifier.verifySignature(sha256(sha256(text.toByteArray())), r, s)
    }

    private fun word(): String {
        val letters = "abcXYZ019 &=|%+/\"\\äж€😀".codePoints().toArray()
        return (0..random.nextInt(12)).joinToString("") { String(Character.toChars(letters[random.nextInt(letters.size)])) }
    }

    @Test
    fun `requests signed here, verified there, byte for byte the same`() {
        repeat(1000) { index ->
            val secret = key(index)
            val members = (0..random.nextInt(6)).associate { "name$it" to word() }
            val body = json.writeValueAsBytes(members)
            val request = Signer(PrivateKey.fromBytes(secret)).signRequest("POST", "/api/pay/unifiedOrder", body)
            val nonce = request.headers.getValue("X-API-NONCE")
            val text = "POST|/api/pay/unifiedOrder|$nonce|" + members.toSortedMap().map { "${it.key}=${it.value}" }.joinToString("&")
            assertEquals(text, request.stringToSign)
            val (api, signature) = request.headers.getValue("X-API-KEY") to request.headers.getValue("X-API-SIGNATURE")
            assertEquals(hex(curve.g.multiply(BigInteger(1, secret)).normalize().getEncoded(true)), api)
            assertTrue(verify(api, text, signature))
            val (r, s) = sign(secret, text)
            assertEquals(der(arrayOf(r, s.min(curve.n.subtract(s)))), signature)
        }
    }

    @Test
    fun `callbacks and requests signed there, verified here, with either S`() {
        var high = 0
        repeat(1000) { index ->
            val secret = key(index)
            val verifier = Verifier(listOf(PrivateKey.fromBytes(secret).publicKey()))
            val order = linkedMapOf<String, Any>(
                "state" to 2, "bizType" to 1, "currency" to "IDR", "fee" to "1", "mchNo" to word() + "M", "mchOrderNo" to word() + "O",
                "orderAmount" to "100.50", "payAmount" to "100.50", "payOrderId" to "P$index",
            )
            val text = json.writeValueAsString(order)
            val (r, s) = sign(secret, text)
            for (either in listOf(s, curve.n.subtract(s))) {
                val signature = der(arrayOf(r, either))
                if (parseSignature(signature).isHighS) high++
                assertEquals("P$index", verifier.verifyCallback(text, signature).payOrderId)
                assertEquals(signature, parseSignature(signature).hex)
            }
            val request = "POST|/api/balanceInfo|1704183963685|mchNo=M$index"
            val received = ReceivedRequest(
                method = "POST", path = "/api/balanceInfo", nonce = "1704183963685", apiKey = verifier.trustedKeys().single(),
                signature = der(sign(secret, request)), body = "{ \"mchNo\" : \"M$index\" }".toByteArray(),
            )
            assertEquals(request, verifier.verifyRequest(received).stringToSign)
        }
        assertEquals(1000, high)
    }

    /** As the gateway and copied kits do it: one SHA-256 outside, one inside, a random nonce, whichever s comes out, a lax reader of DER. */
    @Test
    fun `a kit of JCA calls signs what verifies here, and takes what is signed here`() {
        val provider = BouncyCastleProvider()
        val factory = KeyFactory.getInstance("EC", provider)
        val specification = ECNamedCurveTable.getParameterSpec("secp256k1")
        var high = 0
        repeat(1000) { index ->
            val secret = key(index)
            val number = BigInteger(1, secret)
            val kit = java.security.Signature.getInstance("SHA256withECDSA", provider)
            val signer = Signer(PrivateKey.fromBytes(secret))
            val request = signer.signRequest("POST", "/api/pay/unifiedOrder", json.writeValueAsBytes(mapOf("body" to word())))
            val hashed = sha256(request.stringToSign.toByteArray())

            kit.initSign(factory.generatePrivate(ECPrivateKeySpec(number, specification)))
            kit.update(hashed)
            val theirs = hex(kit.sign())
            if (parseSignature(theirs).isHighS) high++
            assertEquals(signer.publicKey().toHex(), Verifier(listOf(signer.publicKey())).verifyText(request.stringToSign, theirs))

            kit.initVerify(factory.generatePublic(ECPublicKeySpec(specification.g.multiply(number), specification)))
            kit.update(hashed)
            assertTrue(kit.verify(unhex(request.headers.getValue("X-API-SIGNATURE"))))
        }
        assertTrue(high in 400..600, "$high of 1000 have a high s")
    }
}
