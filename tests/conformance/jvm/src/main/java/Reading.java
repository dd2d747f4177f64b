import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.*;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.*;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.*;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.*;
import org.bouncycastle.crypto.signers.*;

/** {@code Reading CASES OUT}: a second reading of the rules, which knows nothing of this project but its cases. */
public final class Reading {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();
    private static final ECDomainParameters CURVE = Optional.of(SECNamedCurves.getByName("secp256k1"))
            .map(named -> new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH())).get();

    public static void main(String[] arguments) throws Exception {
        StringBuilder out = new StringBuilder();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            JsonNode given = JSON.readTree(line);
            ObjectNode answer = JSON.createObjectNode().set("id", given.get("id"));
            answer.set("answer", answer(given.get("op").textValue(), given.get("input")));
            out.append(JSON.writeValueAsString(answer)).append('\n');
        }
        Files.writeString(Path.of(arguments[1]), out);
    }

    private static ObjectNode answer(String op, JsonNode input) throws Exception {
        byte[] body = input.has("body_hex") ? HEX.parseHex(text(input, "body_hex")) : input.path("body").asText().getBytes(UTF_8);
        if (input.has("body_parts") || !Set.of("sign_request", "verify_request", "verify_callback", "verify_text").contains(op)) return null;
        try {
            return op.equals("sign_request") ? sign(stringToSign(input, body), new BigInteger(text(input, "private_key"), 16)) : verify(op, input, body);
        } catch (IllegalArgumentException | IOException refused) {
            return JSON.createObjectNode().put("refused", true);
        }
    }

    private static ObjectNode sign(String text, BigInteger secret) throws Exception {
        byte[] digest = digest(text.getBytes(UTF_8));
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, CURVE));
        BigInteger[] signed = signer.generateSignature(digest);
        ASN1Integer[] lowS = {new ASN1Integer(signed[0]), new ASN1Integer(signed[1].min(CURVE.getN().subtract(signed[1])))};
        ObjectNode answer = JSON.createObjectNode().put("string_to_sign", text).put("digest", HEX.formatHex(digest));
        return answer.put("signature", HEX.formatHex(new DERSequence(lowS).getEncoded()));
    }

    private static ObjectNode verify(String op, JsonNode input, byte[] body) throws Exception {
        BigInteger[] signature = integers(text(input, "signature"));
        List<String> keys = new ArrayList<>();
        input.path(op.equals("verify_request") ? "trusted" : "keys").forEach(key -> keys.add(key.textValue()));
        if (op.equals("verify_request")) {
            String key = HEX.formatHex(point(text(input, "api_key")).getQ().getEncoded(true)), text = stringToSign(input, body);
            refuse(!keys.contains(key) || !holds(text, signature, List.of(key)));
            return JSON.createObjectNode().put("string_to_sign", text);
        } else if (op.equals("verify_text")) {
            refuse(!holds(text(input, "text"), signature, keys));
        } else {
            Map<String, Object> members = CompactJson.parse(body, true);
            List<String> forms = List.of(new String(body, UTF_8), CompactJson.write(members, false), CompactJson.write(members, true));
            refuse(!holds(forms.get(0), signature, keys) && !holds(forms.get(1), signature, keys) && !holds(forms.get(2), signature, keys));
        }
        return JSON.createObjectNode().put("holds", true);
    }

    static void refuse(boolean problem) { if (problem) throw new IllegalArgumentException(); }

    private static String text(JsonNode input, String name) { return input.get(name).textValue(); }

    private static String stringToSign(JsonNode input, byte[] body) throws IOException {
        String method = text(input, "method"), path = text(input, "path"), nonce = text(input, "nonce");
        refuse(!nonce.matches("[0-9]{13}") || !method.matches("[A-Za-z]+") || !path.matches("/(?!/)[!-~&&[^?#|]]*") || path.contains("://"));
        Map<String, Object> members = new TreeMap<>(CompactJson.parse(body, false));
        members.forEach((name, value) -> refuse(!name.matches("[ -~&&[^=&|]]+")));
        String params = members.entrySet().stream().map(one -> one.getKey() + "=" + (one.getValue() instanceof String text ? text : CompactJson.write(one.getValue(), true))).collect(Collectors.joining("&"));
        return method.toUpperCase(Locale.ROOT) + "|" + path + "|" + nonce + "|" + params;
    }

    private static byte[] digest(byte[] text) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(MessageDigest.getInstance("SHA-256").digest(text));
    }

    private static ECPublicKeyParameters point(String key) {
        refuse(!key.matches("0[23][0-9a-fA-F]{64}|04[0-9a-fA-F]{128}"));
        return new ECPublicKeyParameters(CURVE.getCurve().decodePoint(HEX.parseHex(key)), CURVE);
    }

    private static boolean holds(String text, BigInteger[] signature, List<String> keys) throws Exception {
        refuse(keys.isEmpty());
        for (String key : keys) {
            ECDSASigner signer = new ECDSASigner();
            signer.init(false, point(key));
            if (signer.verifySignature(digest(text.getBytes(UTF_8)), signature[0], signature[1])) return true;
        }
        return false;
    }

    private static BigInteger[] integers(String signature) {
        byte[] der = HEX.parseHex(signature);
        refuse(der.length < 8 || der[0] != 0x30 || der[1] != der.length - 2);
        BigInteger[] found = new BigInteger[2];
        int at = 2;
        for (int index = 0; index < 2; index++) {
            refuse(at + 2 >= der.length || der[at] != 2 || der[at + 1] < 1 || at + 2 + der[at + 1] > der.length);
            byte[] value = Arrays.copyOfRange(der, at + 2, at + 2 + der[at + 1]);
            refuse(value[0] < 0 || (value.length > 1 && value[0] == 0 && value[1] >= 0));
            found[index] = new BigInteger(value);
            refuse(found[index].signum() == 0 || found[index].compareTo(CURVE.getN()) >= 0);
            at += 2 + value.length;
        }
        refuse(at != der.length);
        return found;
    }
}
