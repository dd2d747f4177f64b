import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tarspay.Callback;
import tarspay.CallbackToExplain;
import tarspay.Endpoint;
import tarspay.Explanation;
import tarspay.PrivateKey;
import tarspay.Problem;
import tarspay.PublicKey;
import tarspay.ReceivedRequest;
import tarspay.RequestOptions;
import tarspay.RequestToExplain;
import tarspay.Signature;
import tarspay.SignedRequest;
import tarspay.Signer;
import tarspay.TarsPay;
import tarspay.TarsPayException;
import tarspay.UnsignedRequest;
import tarspay.VerifiedRequest;
import tarspay.Verifier;

/** {@code JavaAnswers CASES OUT}: one line of JSON for each case. */
public final class JavaAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[1]))) {
            for (String line : Files.readAllLines(Path.of(arguments[0]))) {
                JsonNode given = JSON.readTree(line);
                ObjectNode answer = JSON.createObjectNode();
                answer.set("id", given.get("id"));
                answer.set("answer", answer(given.get("op").textValue(), given.get("input")));
                out.write(JSON.writeValueAsString(answer));
                out.write('\n');
            }
        }
    }

    private static ObjectNode answer(String op, JsonNode input) {
        try {
            return switch (op) {
                case "sign_request" -> signRequest(input);
                case "verify_request" -> verifyRequest(input);
                case "verify_callback" -> verifyCallback(input);
                case "verify_text" -> verifyText(input);
                case "private_key" -> privateKey(input);
                case "public_key" -> publicKey(input);
                case "signature" -> signature(input);
                case "validate" -> validate(input);
                case "explain_request" -> explainRequest(input);
                case "explain_callback" -> explainCallback(input);
                default -> throw new IllegalArgumentException(op);
            };
        } catch (TarsPayException error) {
            return JSON.createObjectNode().put("error", error.getCode().text()).put("field", error.getField());
        }
    }

    private static ObjectNode signRequest(JsonNode input) {
        try (PrivateKey key = new PrivateKey(text(input, "private_key")); Signer signer = new Signer(key)) {
            byte[] body = body(input);
            SignedRequest signed = signer.signRequest(text(input, "method"), text(input, "path"), body, text(input, "nonce"));
            UnsignedRequest unsigned = new UnsignedRequest(text(input, "method"), text(input, "path"), body, text(input, "nonce"));
            return JSON.createObjectNode()
                    .put("method", signed.getMethod())
                    .put("string_to_sign", signed.getStringToSign())
                    .put("digest", HexFormat.of().formatHex(unsigned.signingDigest()))
                    .put("signature", signed.getHeaders().get("X-API-SIGNATURE"))
                    .put("api_key", signed.getHeaders().get("X-API-KEY"));
        }
    }

    private static ObjectNode verifyRequest(JsonNode input) {
        VerifiedRequest verified = verifier(input, "trusted").verifyRequest(new ReceivedRequest(
                text(input, "method"), text(input, "path"), text(input, "nonce"), text(input, "api_key"), text(input, "signature"), body(input)));
        return JSON.createObjectNode().put("string_to_sign", verified.getStringToSign()).put("api_key", verified.getApiKey());
    }

    private static ObjectNode verifyCallback(JsonNode input) {
        Callback callback = verifier(input, "keys").verifyCallback(body(input), text(input, "signature"));
        return JSON.createObjectNode()
                .put("form", callback.getMatchedForm().name().toLowerCase(Locale.ROOT))
                .put("key", callback.getMatchedKey())
                .put("biz_type", callback.getBizType())
                .put("state", callback.getState())
                .put("replay_key", callback.getReplayKey());
    }

    private static ObjectNode verifyText(JsonNode input) {
        byte[] text = text(input, "text").getBytes(StandardCharsets.UTF_8);
        return JSON.createObjectNode().put("key", verifier(input, "keys").verifyText(text, text(input, "signature")));
    }

    private static ObjectNode privateKey(JsonNode input) {
        try (PrivateKey key = new PrivateKey(text(input, "text"))) {
            return JSON.createObjectNode().put("public_key", key.publicKey().toHex());
        }
    }

    private static ObjectNode publicKey(JsonNode input) {
        PublicKey key = new PublicKey(text(input, "text"));
        return JSON.createObjectNode().put("hex", key.toHex()).put("uncompressed", key.toUncompressedHex());
    }

    private static ObjectNode signature(JsonNode input) {
        Signature signature = TarsPay.parseSignature(text(input, "text"));
        return JSON.createObjectNode()
                .put("high_s", signature.isHighS())
                .put("normalized", signature.getNormalized())
                .put("raw", HexFormat.of().formatHex(signature.getRaw()));
    }

    private static ObjectNode validate(JsonNode input) {
        RequestOptions options = new RequestOptions();
        options.setMarket(input.path("market").textValue());
        options.setStrict(input.path("strict").booleanValue());
        options.setAllowTestHosts(input.path("allow_test_hosts").booleanValue());
        Endpoint endpoint = Arrays.stream(Endpoint.values())
                .filter(one -> one.text().equals(text(input, "endpoint")))
                .findFirst()
                .orElseThrow();
        ArrayNode problems = JSON.createArrayNode();
        for (Problem problem : TarsPay.validate(endpoint, text(input, "body"), options)) {
            problems.addArray()
                    .add(problem.getSeverity().name().toLowerCase(Locale.ROOT))
                    .add(problem.getMember())
                    .add(problem.getCode().text())
                    .add(problem.getGatewayCode());
        }
        return JSON.createObjectNode().set("problems", problems);
    }

    private static ObjectNode explainRequest(JsonNode input) {
        RequestToExplain request = new RequestToExplain(body(input), text(input, "path"), text(input, "nonce"));
        request.setMethod(text(input, "method"));
        request.setApiKey(input.path("apiKey").textValue());
        request.setSignature(input.path("signature").textValue());
        request.setOtherKeys(texts(input, "otherKeys"));
        request.setOtherNonces(texts(input, "otherNonces"));
        return explained(TarsPay.explainRequest(request));
    }

    private static ObjectNode explainCallback(JsonNode input) {
        CallbackToExplain callback = new CallbackToExplain(body(input));
        callback.setSignature(input.path("signature").textValue());
        callback.setKeys(texts(input, "keys"));
        callback.setOtherKeys(texts(input, "otherKeys"));
        callback.setPath(input.path("path").textValue());
        callback.setNonce(input.path("nonce").textValue());
        return explained(TarsPay.explainCallback(callback));
    }

    private static ObjectNode explained(Explanation found) {
        ObjectNode answer = JSON.createObjectNode().put("text", found.getText());
        ArrayNode mistakes = answer.putArray("mistakes");
        found.getMistakes().forEach(mistake -> mistakes.add(mistake.text()));
        return answer;
    }

    private static List<String> texts(JsonNode input, String name) {
        List<String> texts = new ArrayList<>();
        input.path(name).forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static Verifier verifier(JsonNode input, String name) {
        List<PublicKey> keys = new ArrayList<>();
        for (JsonNode key : input.get(name)) {
            keys.add(new PublicKey(key.textValue()));
        }
        return new Verifier(keys);
    }

    private static String text(JsonNode input, String name) {
        return input.get(name).textValue();
    }

    /** A body in any of the three forms of the vectors. */
    private static byte[] body(JsonNode input) {
        if (input.has("body_hex")) {
            return HexFormat.of().parseHex(text(input, "body_hex"));
        }
        if (!input.has("body_parts")) {
            return text(input, "body").getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder body = new StringBuilder();
        for (JsonNode part : input.get("body_parts")) {
            body.append(part.get(0).textValue().repeat(part.get(1).intValue()));
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
