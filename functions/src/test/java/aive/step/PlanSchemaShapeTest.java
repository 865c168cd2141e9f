package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.input.RenderRequest;
import aive.media.SourceRecord;
import aive.message.ChunkTask;
import aive.message.FetchBatch;
import aive.message.MediaTask;
import aive.message.PlanInput;
import aive.message.StitchInput;
import aive.plan.ChunkSpec;
import aive.plan.PlanSchema;
import aive.plan.VideoPlan;
import aive.planning.SentencePlaces;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The records in stored documents and in messages between functions, with the schema's number: whoever changes one is
/// told to raise the other.
///
/// A document of an older version of the same number would be read as if it were of this version, and fail.
class PlanSchemaShapeTest {

    private static final Path SHAPE = Path.of("src/test/resources/aive/step/plan-schema.txt");

    private static final List<Class<?>> DOCUMENTS = List.of(
            RenderRequest.class,
            VideoPlan.class,
            ChunkSpec.class,
            SentencePlaces.class,
            SourceRecord.class,
            ChunkTask.class,
            FetchBatch.class,
            MediaTask.class,
            PlanInput.class,
            StitchInput.class);

    @Test
    void anotherShapeHasAnotherNumber() throws IOException {
        // given
        Map<String, String> records = new TreeMap<>();
        DOCUMENTS.forEach(document -> collect(document, records));
        String is = "schema %d\n\n%s\n".formatted(
                PlanSchema.CURRENT,
                records.entrySet().stream()
                        .map(entry -> entry.getKey() + entry.getValue())
                        .collect(Collectors.joining("\n")));
        // then
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(SHAPE, is);
        }
        assertEquals(
                Files.readString(SHAPE),
                is,
                "records of documents have changed: raise PlanSchema.CURRENT once in each release that changes them, and"
                        + " run this test with -Dgolden.write=true");
    }

    private static void collect(Type type, Map<String, String> records) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, records));
        } else if (type instanceof Class<?> known && known.getName().startsWith("aive.")) {
            if (known.isSealed()) {
                Arrays.stream(known.getPermittedSubclasses()).forEach(kind -> collect(kind, records));
            } else if (known.isEnum()) {
                records.put(known.getName(), Arrays.toString(known.getEnumConstants()));
            } else if (known.isRecord() && !records.containsKey(known.getName())) {
                records.put(known.getName(), "");
                records.put(
                        known.getName(),
                        Arrays.stream(known.getRecordComponents())
                                .map(PlanSchemaShapeTest::text)
                                .collect(Collectors.joining(", ", "(", ")")));
                Arrays.stream(known.getRecordComponents())
                        .forEach(component -> collect(component.getGenericType(), records));
            }
        }
    }

    private static String text(RecordComponent component) {
        return component.getGenericType().getTypeName().replaceAll("[a-z]+\\.(?=[a-z]+\\.|[A-Z])", "") + " "
                + component.getName();
    }
}
