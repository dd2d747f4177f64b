@file:JvmName("TarsPay")
@file:JvmMultifileClass

package tarspay

/** [Signer.signRequest] of a body that is text. */
@Throws(TarsPayException::class)
@JvmOverloads
fun Signer.signRequest(method: String, path: String, body: String, nonce: String? = null): SignedRequest =
    signRequest(method, path, utf8(body), nonce)

/** [Signer.signEndpoint] of a body that is text. */
@Throws(TarsPayException::class)
@JvmOverloads
fun Signer.signEndpoint(endpoint: Endpoint, body: String, options: RequestOptions? = null): SignedRequest =
    signEndpoint(endpoint, utf8(body), options)

/** [Verifier.verifyCallback] of a body that is text already. Bytes are safer: a wrong charset on the way changes the text. */
@Throws(TarsPayException::class)
fun Verifier.verifyCallback(body: String, signature: String?): Callback = verifyCallback(utf8(body), signature)

/** [Verifier.verifyText] of a text. */
@Throws(TarsPayException::class)
fun Verifier.verifyText(text: String, signature: String): String = verifyText(utf8(text), signature)

/** [validate] of a body that is text. */
@Throws(TarsPayException::class)
@JvmOverloads
fun validate(endpoint: Endpoint, body: String, options: RequestOptions? = null): List<Problem> =
    validate(endpoint, utf8(body), options)

/** The body as text, for clients that take text and send it as UTF-8. */
val SignedRequest.bodyText: String
    get() = body.toString(Charsets.UTF_8)

/** Refuses half of an emoji, which is no character and would arrive as another text. */
internal fun utf8(text: String): ByteArray {
    val buffer = FfiConverterString.toUtf8(text)
    return ByteArray(buffer.remaining()).also(buffer::get)
}
