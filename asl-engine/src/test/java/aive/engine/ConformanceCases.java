package aive.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.JsonNode;

/// Reads conformance cases from the test resources; the field `name` of a case is the name of its test.
final class ConformanceCases {

    private ConformanceCases() {}

    /// @param folder a folder of JSON files beside this class
    static List<Arguments> in(String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(ConformanceCases.class.getResource(folder)).toURI()))) {
            return files.sorted()
                    .map(ConformanceCases::read)
                    .map(test -> Arguments.of(Named.of(test.get("name").stringValue(), test)))
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JsonCodec.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
