package aive.input;

import static org.junit.jupiter.api.Assertions.assertFalse;

import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.Problem;
import aive.error.RenderError;
import aive.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Damaged projects: accepted, or refused as [InvalidProject] or [MediaForbidden]; never another exception.
///
/// `mvn -Pfull verify` tries 200,000 seeds.
class MutatedProjectTest {

    private static final int SEEDS = Boolean.getBoolean("aive.full") ? 200_000 : 1_000;

    /// Values that other programs write where they should not.
    private static final List<String> VALUES = List.of(
            "null", "true", "\"\"", "\" \"", "[]", "{}", "[[[]]]", "-1", "0", "-0.0", "1e308", "1e-308", "1e9999",
            "99999999999999999999", "0.1234567890123456789012345678901234567890", "\"1.5\"", "\"NaN\"",
            "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "\"../../x\"", "\"file:///etc/passwd\"",
            "\"https://127.0.0.1/x\"", "\"s3://\"", "\"https://\"", "\"https://a b/\"", "\"https://[::1]/x\"",
            "\"https://user:secret@example.com/x\"", "\"data:,x\"", "\"30000/1001\"", "\"1/0\"", "{\"url\": 1}",
            "[{\"id\": 1}]", "{\"__proto__\": {}}");

    @Test
    void givenADamagedProject_thenItIsAcceptedOrRefusedByField() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] body = random.nextInt(3) == 0 ? damagedText(random) : damagedValues(random);
            try {
                var _ = Bodies.reader().read(RequestReader.parse(body));
            } catch (InvalidProject | MediaForbidden refused) {
                assertSaid(refused, seed);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(
                        "seed %d: %s".formatted(seed, new String(body, StandardCharsets.UTF_8)), e);
            }
        }
    }

    private static void assertSaid(RenderError refused, int seed) {
        assertFalse(refused.problems().isEmpty(), () -> "seed " + seed);
        for (Problem problem : refused.problems()) {
            assertFalse(problem.message().isBlank(), () -> "seed " + seed);
            assertFalse(problem.message().contains("tools.jackson"), () -> "seed %d: %s".formatted(seed, problem));
            assertFalse(problem.toString().contains("secret@"), () -> "seed %d: %s".formatted(seed, problem));
        }
    }

    /// Damages the text of a body: cut, doubled, or with other bytes.
    private static byte[] damagedText(SplittableRandom random) {
        byte[] bytes = Json.bytes(Bodies.valid());
        int place = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, place);
            case 1 -> {
                byte[] doubled = Arrays.copyOf(bytes, bytes.length + place);
                System.arraycopy(bytes, 0, doubled, bytes.length, place);
                yield doubled;
            }
            case 2 -> {
                bytes[place] = (byte) random.nextInt(256);
                yield bytes;
            }
            default -> {
                for (int i = 0; i < 1 + random.nextInt(8); i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield bytes;
            }
        };
    }

    /// Replaces, removes, or repeats some values of a body.
    private static byte[] damagedValues(SplittableRandom random) {
        JsonNode body = Bodies.valid();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            List<JsonNode> containers = new ArrayList<>();
            collect(body, containers);
            damage(containers.get(random.nextInt(containers.size())), random);
        }
        return Json.bytes(body);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static void damage(JsonNode container, SplittableRandom random) {
        JsonNode value = value(random);
        switch (container) {
            case ObjectNode object when !object.isEmpty() -> {
                List<String> names = List.copyOf(object.propertyNames());
                String name = names.get(random.nextInt(names.size()));
                switch (random.nextInt(3)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(name + random.nextInt(3), object.get(name));
                    default -> object.set(name, value);
                }
            }
            case ArrayNode array when !array.isEmpty() -> {
                int index = random.nextInt(array.size());
                switch (random.nextInt(3)) {
                    case 0 -> array.remove(index);
                    case 1 -> array.add(array.get(index).deepCopy());
                    default -> array.set(index, value);
                }
            }
            default -> { }
        }
    }

    private static JsonNode value(SplittableRandom random) {
        String text = VALUES.get(random.nextInt(VALUES.size()));
        try {
            return Json.tree(text.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            // The reader of tests refuses it already, so the body gets it as text.
            return Bodies.valid().stringNode(text);
        }
    }
}
