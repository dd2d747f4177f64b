import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.*;
import java.util.stream.Collectors;

/** JSON that keeps the order of members and the characters of numbers. */
final class CompactJson {
    /** A number as it was written, true, false or null. */
    private record Literal(String text) {}

    /** The members of an object; refuses what is no strict JSON, and null where it may not be. */
    static Map<String, Object> parse(byte[] body, boolean nullToo) throws IOException {
        String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        Reading.refuse(body.length > 1 << 20 || text.startsWith("\ufeff"));
        JsonParser parser = new JsonFactory().createParser(text).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        Reading.refuse(parser.nextToken() != JsonToken.START_OBJECT);
        @SuppressWarnings("unchecked") Map<String, Object> members = (Map<String, Object>) value(parser, 1, nullToo);
        Reading.refuse(parser.nextToken() != null);
        return members;
    }

    private static Object value(JsonParser parser, int depth, boolean nullToo) throws IOException {
        JsonToken token = parser.currentToken();
        Reading.refuse(token == null || (token.isStructStart() && depth > 64) || (token == JsonToken.VALUE_NULL && !nullToo));
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = whole(parser.currentName());
                parser.nextToken();
                members.put(name, value(parser, depth + 1, nullToo));
            }
            return members;
        } else if (token == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser, depth + 1, nullToo));
            return items;
        }
        return token == JsonToken.VALUE_STRING ? whole(parser.getText()) : new Literal(parser.getText());
    }

    private static String whole(String text) {
        Reading.refuse(text.codePoints().anyMatch(point -> point >= 0xd800 && point < 0xe000));
        return text;
    }

    /** Without white space, numbers as they were written. */
    static String write(Object value, boolean sorted) {
        if (value instanceof Map<?, ?> map) {
            Comparator<Map.Entry<?, ?>> byBytes = (a, b) -> Arrays.compareUnsigned(a.getKey().toString().getBytes(UTF_8), b.getKey().toString().getBytes(UTF_8));
            var entries = sorted ? map.entrySet().stream().sorted(byBytes) : map.entrySet().stream();
            return entries.map(one -> write(one.getKey(), sorted) + ":" + write(one.getValue(), sorted)).collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(one -> write(one, sorted)).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Literal literal ? literal.text() : value.toString().codePoints().mapToObj(CompactJson::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int point) {
        int index = "\b\t\n\f\r\"\\".indexOf(point);
        return index >= 0 ? "\\" + "btnfr\"\\".charAt(index) : point < 0x20 ? String.format("\\u%04x", point) : Character.toString(point);
    }
}
