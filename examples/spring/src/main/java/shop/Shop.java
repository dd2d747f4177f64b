package shop;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import tarspay.PrivateKey;
import tarspay.PublicKey;
import tarspay.Signer;
import tarspay.Verifier;

/** A shop on Spring Boot: it creates deposits, and credits each once when its callback says that it was paid. */
@SpringBootApplication
public class Shop {
    public static void main(String[] arguments) {
        SpringApplication.run(Shop.class, arguments);
    }

    /** One for the life of the process, as the signer. */
    @Bean
    Verifier verifier(@Value("${TARSPAY_PLATFORM_KEY}") String key) {
        // In production Verifier.gateway(), which trusts the key that the gateway publishes.
        return new Verifier(List.of(new PublicKey(key)));
    }

    @Bean
    Signer signer(@Value("${TARSPAY_PRIVATE_KEY}") String key) {
        try (PrivateKey read = new PrivateKey(key)) {
            return new Signer(read);
        }
    }
}
