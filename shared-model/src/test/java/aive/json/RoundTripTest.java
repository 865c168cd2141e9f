package aive.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.media.SourceRecord;
import aive.message.PlanInput;
import aive.plan.ChunkSpec;
import aive.plan.SoundtrackSpec;
import aive.plan.VideoPlan;
import aive.project.Callback;
import aive.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything written to the store or passed between states is read back as an equal value with the same bytes.
class RoundTripTest {

    private static final int SEEDS = 50;

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    void everyWrittenRecordIsReadBack(Class<?> type) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Object value = new Samples(seed).of(type);
            byte[] bytes = Json.bytes(value);
            Object again = Json.read(bytes, type);
            assertEquals(value, again, "seed " + seed);
            assertArrayEquals(bytes, Json.bytes(again), "seed " + seed);
        }
    }

    /// All message types and documents.
    static List<Class<?>> written() throws Exception {
        Path messages = Path.of(PlanInput.class.getResource("PlanInput.class").toURI()).getParent();
        try (Stream<Path> files = Files.list(messages)) {
            List<Class<?>> records = files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .sorted()
                    .<Class<?>>map(RoundTripTest::message)
                    .filter(Class::isRecord)
                    .toList();
            assertTrue(records.size() >= 12, records.toString());
            return Stream.concat(
                            records.stream(),
                            Stream.of(SourceRecord.class, Project.class, Callback.class, ChunkSpec.class,
                                    SoundtrackSpec.class, VideoPlan.class))
                    .toList();
        }
    }

    private static Class<?> message(String name) {
        try {
            return Class.forName("aive.message." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
