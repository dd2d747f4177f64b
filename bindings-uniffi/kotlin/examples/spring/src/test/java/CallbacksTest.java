import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import shop.Shop;
import tarspay.CallbackFault;
import tarspay.TestGateway;
import tarspay.Verifier;

/** The real server on a free port, with a gateway of its own in the real one's place. */
class CallbacksTest {
    private static final TestGateway GATEWAY = new TestGateway();

    @Configuration
    static class TrustsTheTestGateway {
        @Bean
        @Primary
        Verifier testVerifier() {
            return GATEWAY.verifier();
        }
    }

    @Test
    void genuineCallbacksAreTakenOthersRefused() throws Exception {
        var application = new SpringApplication(Shop.class, TrustsTheTestGateway.class);
        try (var context = application.run("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=warn")) {
            var uri = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + "/tarspay/notify");
            for (CallbackFault fault : CallbackFault.values()) {
                var sent = GATEWAY.callback(null, fault);
                var request = HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json;charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(sent.getBody()));
                if (!sent.getSignature().isEmpty()) {
                    request.header("X-RESP-SIGNATURE", sent.getSignature());
                }
                var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
                assertEquals(sent.getVerifies() ? 200 : 400, answer.statusCode(), fault.name());
                if (sent.getVerifies()) {
                    assertEquals("OK", answer.body());
                }
            }
        }
    }
}
