import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tarspay.CreateDeposit;
import tarspay.Endpoint;
import tarspay.ErrorCode;
import tarspay.PrivateKey;
import tarspay.PublicKey;
import tarspay.QueryBalance;
import tarspay.RequestOptions;
import tarspay.RequestToExplain;
import tarspay.SignedRequest;
import tarspay.Signer;
import tarspay.TarsPay;
import tarspay.TarsPayException;
import tarspay.TestGateway;
import tarspay.Verifier;

/** The same library from Java: no Companion, no arguments that may be left out in Kotlin, nothing to declare. */
class JavaTest {
    @Test
    void signs() {
        try (PrivateKey key = PrivateKey.generate(); Signer signer = new Signer(key)) {
            QueryBalance order = new QueryBalance();
            order.setMchNo("M1688454487");
            SignedRequest request = signer.queryBalance(order);
            assertEquals("/api/balanceInfo", request.getPath());
            Verifier verifier = new Verifier(List.of(signer.publicKey()));
            byte[] signed = request.getStringToSign().getBytes(StandardCharsets.UTF_8);
            assertEquals(key.publicKey().toHex(), verifier.verifyText(signed, request.getHeaders().get("X-API-SIGNATURE")));
            assertTrue(signer.signRequest("POST", "/a", "{}".getBytes(StandardCharsets.UTF_8)).getStringToSign().startsWith("POST|/a|"));
            assertTrue(TarsPay.signEndpoint(signer, Endpoint.QUERY_BALANCE, "{\"mchNo\":\"M1\"}").getStringToSign().endsWith("mchNo=M1"));
        }
    }

    @Test
    void validates() {
        CreateDeposit order = new CreateDeposit();
        order.setAmount("1e3");
        RequestOptions options = new RequestOptions();
        options.setMarket("ID");
        assertTrue(order.validate(options).stream().anyMatch(problem -> problem.getMember().equals("amount")));
        assertEquals(order.validate(options), TarsPay.validate(Endpoint.CREATE_DEPOSIT, "{\"amount\":\"1e3\"}", options));
    }

    @Test
    void verifies() {
        TestGateway gateway = new TestGateway();
        var sent = gateway.callback(null, null);
        var callback = gateway.verifier().verifyCallback(sent.getBody(), sent.getSignature());
        assertTrue(callback.isSuccess());
        TarsPayException refused =
                assertThrows(TarsPayException.class, () -> Verifier.gateway().verifyCallback(sent.getBody(), sent.getSignature()));
        assertEquals(ErrorCode.SIGNATURE_MISMATCH, refused.getCode());
        assertTrue(refused.getMessage().startsWith("signature_mismatch: "));
        assertEquals(PublicKey.gateway().toHex(), Verifier.gateway().trustedKeys().get(0));
    }

    @Test
    void refusesNull() {
        Verifier verifier = Verifier.gateway();
        assertTrue(assertThrows(NullPointerException.class, () -> verifier.verifyCallback(null, "30")).getMessage().contains("body"));
        assertEquals(
                ErrorCode.SIGNATURE_MISSING,
                assertThrows(TarsPayException.class, () -> verifier.verifyCallback("{}".getBytes(StandardCharsets.UTF_8), null)).getCode());
    }

    @Test
    void explains() {
        RequestToExplain request = new RequestToExplain("{}".getBytes(StandardCharsets.UTF_8), "/api/balanceInfo", "1704183963685");
        assertEquals("POST|/api/balanceInfo|1704183963685|", TarsPay.explainRequest(request).getStringToSign());
        assertEquals("OK", TarsPay.callbackAnswer());
        assertTrue(TarsPay.markets().size() > 5);
    }
}
