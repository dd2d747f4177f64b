package shop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tarspay.Callback;
import tarspay.TarsPay;
import tarspay.TarsPayException;
import tarspay.Verifier;

@RestController
class Callbacks {
    private final Verifier verifier;
    // In a real shop: a table with a unique constraint.
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    Callbacks(Verifier verifier) {
        this.verifier = verifier;
    }

    /** Takes the raw bytes: a body that was parsed and written again has another signature. */
    @PostMapping("/tarspay/notify")
    ResponseEntity<String> receive(
            @RequestBody(required = false) byte[] body,
            @RequestHeader(name = "X-RESP-SIGNATURE", required = false) String signature) {
        try {
            Callback callback = verifier.verifyCallback(body == null ? new byte[0] : body, signature);
            if (seen.add(callback.getReplayKey()) && callback.isSuccess()) {
                System.out.println("paid: " + callback.getMchOrderNo());
            }
            return ResponseEntity.ok(TarsPay.callbackAnswer());
        } catch (TarsPayException refused) {
            return ResponseEntity.badRequest().body(refused.getCode().text());
        }
    }
}
