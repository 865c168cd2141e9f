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

/// The data files of a folder beside this class, by their `name`.
final class Cases {

    private Cases() {}

    static List<Arguments> in(String folder) {
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(Cases.class.getResource(folder)).toURI()))) {
            return files.sorted().map(Cases::read).map(test -> Arguments.of(Named.of(test.get("name").stringValue(), test))).toList();
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
