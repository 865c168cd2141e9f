package aive.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Source files that the build does not hold: the order of imports, and the benchmarks, which are no Maven module.
class SourcesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (static )?([\\w.]+)\\.(\\w+);$");

    @Test
    void importsAreUsedAndInAlphabeticalOrder() throws IOException {
        // when
        List<String> wrong = new ArrayList<>();
        for (Path file : all()) {
            String text = Files.readString(file);
            Set<String> words = Set.copyOf(List.of(IMPORT.matcher(text).replaceAll("").split("\\W+")));
            List<String> names = new ArrayList<>();
            IMPORT.matcher(text).results().forEach(found -> {
                if (found.group(1) == null) {
                    names.add(found.group(2) + "." + found.group(3));
                }
                if (!words.contains(found.group(3))) {
                    wrong.add("%s: %s is not used".formatted(ROOT.relativize(file), found.group(3)));
                }
            });
            if (!names.equals(names.stream().sorted(Comparator.naturalOrder()).toList())) {
                wrong.add("%s: imports are not in alphabetical order".formatted(ROOT.relativize(file)));
            }
        }
        // then
        assertEquals(List.of(), wrong);
    }

    @Test
    void theBenchmarksCompile(@TempDir Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            assertTrue(
                    compiler.getTask(
                                    messages,
                                    files,
                                    null,
                                    List.of(
                                            "-proc:none", "-nowarn", "-d", classes.toString(), "-cp",
                                            System.getProperty("java.class.path")),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources(ROOT.resolve("bench"))))
                            .call(),
                    messages.toString());
        }
    }

    /// The sources of all modules, and of the benchmarks.
    private static List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path folder : modules.map(module -> module.resolve("src")).filter(Files::isDirectory).toList()) {
                all.addAll(sources(folder));
            }
        }
        return all;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
