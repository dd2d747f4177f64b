package shop;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tarspay.Callback;
import tarspay.TarsPay;
import tarspay.TarsPayException;
import tarspay.Verifier;

/** Where the gateway calls. */
@RestController
class Callbacks {
    private final Verifier verifier;
    private final Books books;

    Callbacks(Verifier verifier, Books books) {
        this.verifier = verifier;
        this.books = books;
    }

    /** Takes the raw bytes: a body that was parsed and written again has another signature. */
    @PostMapping("/notify")
    ResponseEntity<String> receive(
            @RequestBody(required = false) byte[] body,
            @RequestHeader(name = "X-RESP-SIGNATURE", required = false) String signature) {
        Callback callback;
        try {
            callback = verifier.verifyCallback(body == null ? new byte[0] : body, signature);
        } catch (TarsPayException refused) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(refused.getCode().text());
        }
        books.credit(callback);
        return ResponseEntity.ok(TarsPay.callbackAnswer());
    }
}
