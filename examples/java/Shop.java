import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import tarspay.Callback;
import tarspay.CreateDeposit;
import tarspay.PrivateKey;
import tarspay.PublicKey;
import tarspay.SignedRequest;
import tarspay.Signer;
import tarspay.TarsPay;
import tarspay.TarsPayException;
import tarspay.Verifier;

/** A shop on Java's own HTTP server: it creates deposits, and credits each once when its callback says that it was paid. */
public final class Shop {
    private static final Signer SIGNER = new Signer(new PrivateKey(System.getenv("TARSPAY_PRIVATE_KEY")));
    /** In production {@code Verifier.gateway()}, which trusts the key that the gateway publishes. */
    private static final Verifier VERIFIER = new Verifier(java.util.List.of(new PublicKey(System.getenv("TARSPAY_PLATFORM_KEY"))));
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** In production two tables; this one has a unique column. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final Map<String, Integer> PAID = new ConcurrentSkipListMap<>();

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/deposits", exchange -> {
            Map<String, String> query = query(exchange);
            answer(exchange, 200, Long.toString(deposit(query.get("mchOrderNo"), query.get("amount"))));
        });
        server.createContext("/notify", Shop::receive);
        server.createContext("/paid", exchange -> {
            StringBuilder lines = new StringBuilder();
            PAID.forEach((order, times) -> lines.append(order).append(' ').append(times).append('\n'));
            answer(exchange, 200, lines.toString());
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    private static long deposit(String mchOrderNo, String amount) throws IOException {
        CreateDeposit order = new CreateDeposit();
        order.setMchNo(System.getenv("TARSPAY_MCH_NO"));
        order.setMchOrderNo(mchOrderNo);
        order.setWayCode("CASHIER");
        order.setAmount(amount);
        order.setCurrency("VND");
        order.setNotifyUrl(System.getenv("NOTIFY_URL"));
        SignedRequest signed = SIGNER.createDeposit(order);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(System.getenv("TARSPAY_URL") + signed.getPath()));
        signed.getHeaders().forEach(request::header);
        request.method(signed.getMethod(), HttpRequest.BodyPublishers.ofByteArray(signed.getBody()));
        try {
            return TarsPay.parseCreateDepositResponse(HTTP.send(request.build(), BodyHandlers.ofByteArray()).body()).getCode();
        } catch (InterruptedException error) {
            throw new IOException(error);
        }
    }

    /** Takes the raw bytes: a body that was parsed and written again has another signature. */
    private static void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String signature = exchange.getRequestHeaders().getFirst("X-RESP-SIGNATURE");
        Callback callback;
        try {
            callback = VERIFIER.verifyCallback(body, signature == null ? "" : signature);
        } catch (TarsPayException refused) {
            answer(exchange, 401, refused.getCode().text());
            return;
        }
        if (SEEN.add(callback.getReplayKey()) && callback.isSuccess()) {
            PAID.merge(callback.getMchOrderNo(), 1, Integer::sum);
        }
        answer(exchange, 200, TarsPay.callbackAnswer());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        for (String part : exchange.getRequestURI().getQuery().split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair[1]);
        }
        return query;
    }
}
