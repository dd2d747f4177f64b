import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import tarspay.PrivateKey;
import tarspay.ReceivedCallback;
import tarspay.TarsPay;
import tarspay.TestGateway;
import tarspay.Verifier;

/** One JSON line for each task and implementation, in microseconds. Same work each: text in, SHA-256 twice, DER as hex. */
public final class Bench {
    private static final int ROUNDS = 20;
    private static final int MANY = 480;
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] TEXT =
            ("POST|/api/pay/unifiedOrder|1702279880267|amount=100000&" + "m".repeat(160)).getBytes(StandardCharsets.UTF_8);
    private static final ECDomainParameters CURVE = curve();

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        String secretHex = "1f".repeat(32);
        BigInteger secret = new BigInteger(secretHex, 16);
        PrivateKey key = new PrivateKey(secretHex);
        ECPrivateKeyParameters theirKey = new ECPrivateKeyParameters(secret, CURVE);
        ECPublicKeyParameters theirPublicKey = new ECPublicKeyParameters(CURVE.getG().multiply(secret).normalize(), CURVE);
        Verifier verifier = new Verifier(List.of(key.publicKey()));
        String signature = TarsPay.hazmatSignPrehash(key, TarsPay.doubleSha256(TEXT));
        TestGateway gateway = new TestGateway();
        var sent = gateway.callback(null, null);
        Verifier callbacks = gateway.verifier();
        List<ReceivedCallback> many = Collections.nCopies(MANY, new ReceivedCallback(sent.getBody(), sent.getSignature()));
        ECPublicKeyParameters gatewayKey =
                new ECPublicKeyParameters(CURVE.getCurve().decodePoint(HEX.parseHex(gateway.publicKey().toHex())), CURVE);

        Map<String, Map<String, Work>> tasks = new LinkedHashMap<>();
        Map<String, Work> verifying = new LinkedHashMap<>();
        verifying.put("tarspay", () -> verifier.verifyText(TEXT, signature));
        verifying.put("BouncyCastle ECDSASigner", () -> verify(theirPublicKey, TEXT, signature));
        tasks.put("verify", verifying);
        Map<String, Work> signing = new LinkedHashMap<>();
        signing.put("tarspay", () -> TarsPay.hazmatSignPrehash(key, TarsPay.doubleSha256(TEXT)));
        signing.put(
                "BouncyCastle, RFC 6979",
                () -> sign(new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())), theirKey));
        signing.put("BouncyCastle, random", () -> sign(new ECDSASigner(), theirKey));
        signing.put("a kit of JCA calls", () -> kit(secretHex));
        tasks.put("sign", signing);
        Map<String, Work> together = new LinkedHashMap<>();
        together.put("tarspay", () -> callbacks.verifyCallbacks(many));
        together.put("BouncyCastle ECDSASigner", () -> {
            for (ReceivedCallback one : many) {
                verify(gatewayKey, one.getBody(), one.getSignature());
            }
        });
        tasks.put("each of " + MANY + " callbacks", together);

        for (var task : tasks.entrySet()) {
            int inside = task.getKey().startsWith("each of") ? MANY : 1;
            Map<String, double[]> times = new LinkedHashMap<>();
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (var one : task.getValue().entrySet()) {
                // Long enough for the just-in-time compiler, then so many calls as take about five milliseconds.
                long end = System.nanoTime() + 3_000_000_000L;
                while (System.nanoTime() < end) {
                    one.getValue().run();
                }
                counts.put(one.getKey(), (int) Math.max(1, 5_000 / perCall(one.getValue(), 10)));
                times.put(one.getKey(), new double[ROUNDS]);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (var one : task.getValue().entrySet()) {
                    times.get(one.getKey())[round] = perCall(one.getValue(), counts.get(one.getKey()));
                }
            }
            for (var one : times.entrySet()) {
                Arrays.sort(one.getValue());
                double micros = one.getValue()[ROUNDS / 2] / inside;
                System.out.println("{\"task\":\"" + task.getKey() + "\",\"name\":\"" + one.getKey() + "\",\"micros\":" + micros + "}");
            }
        }
    }

    private static double perCall(Work work, int count) throws Exception {
        long begun = System.nanoTime();
        for (int call = 0; call < count; call++) {
            work.run();
        }
        return (System.nanoTime() - begun) / 1000.0 / count;
    }

    private static ECDomainParameters curve() {
        var parameters = SECNamedCurves.getByName("secp256k1");
        return new ECDomainParameters(parameters.getCurve(), parameters.getG(), parameters.getN(), parameters.getH());
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static void verify(ECPublicKeyParameters key, byte[] text, String signature) throws Exception {
        ASN1Sequence sequence = ASN1Sequence.getInstance(HEX.parseHex(signature));
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        BigInteger r = ASN1Integer.getInstance(sequence.getObjectAt(0)).getValue();
        BigInteger s = ASN1Integer.getInstance(sequence.getObjectAt(1)).getValue();
        if (!signer.verifySignature(sha256(sha256(text)), r, s)) {
            throw new IllegalStateException("a genuine signature was refused");
        }
    }

    private static String sign(ECDSASigner signer, ECPrivateKeyParameters key) throws Exception {
        signer.init(true, key);
        BigInteger[] signed = signer.generateSignature(sha256(sha256(TEXT)));
        List<ASN1Integer> integers = new ArrayList<>();
        for (BigInteger integer : signed) {
            integers.add(new ASN1Integer(integer));
        }
        return HEX.formatHex(new DERSequence(integers.toArray(new ASN1Integer[0])).getEncoded());
    }

    /** As copied kits do it: the provider and the key are made for each signature. */
    private static String kit(String secretHex) throws Exception {
        BouncyCastleProvider provider = new BouncyCastleProvider();
        var specification = ECNamedCurveTable.getParameterSpec("secp256k1");
        KeyFactory factory = KeyFactory.getInstance("EC", provider);
        java.security.PrivateKey key =
                factory.generatePrivate(new ECPrivateKeySpec(new BigInteger(secretHex, 16), specification));
        Signature signer = Signature.getInstance("SHA256withECDSA", provider);
        signer.initSign(key, new SecureRandom());
        signer.update(sha256(TEXT));
        byte[] signed = signer.sign();
        return HEX.formatHex(signed);
    }
}
