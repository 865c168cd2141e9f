package aive.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No line of Java has more than 120 characters.
///
/// Text blocks may be longer, and so may lines whose string literal is long: to split a URL or a message makes it hard
/// to search for.
class LineLengthTest {

    private static final int LONGEST = 120;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void noLineIsLongerThan120Characters() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            boolean inTextBlock = false;
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                boolean delimiter = line.split("\"\"\"", -1).length % 2 == 0;
                if (!inTextBlock && !delimiter && withoutLiterals(line).length() > LONGEST) {
                    tooLong.add("%s:%d".formatted(ROOT.relativize(file), number));
                }
                inTextBlock ^= delimiter;
            }
        }
        assertEquals(List.of(), tooLong, "lines of more than %d characters, string literals aside: break them".formatted(LONGEST));
    }

    private static String withoutLiterals(String line) {
        return line.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "\"\"");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> sources = new ArrayList<>();
            for (Path module : modules.filter(folder -> Files.isDirectory(folder.resolve("src"))).toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                    files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
                }
            }
            return sources;
        }
    }
}
