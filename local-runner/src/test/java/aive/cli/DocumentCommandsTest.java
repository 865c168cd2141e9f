package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.local.LocalSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The command line takes every `./aive …` that a document shows.
class DocumentCommandsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```\\w*\\n(.*?)^ *```");

    /// Inline code has no line break.
    private static final Pattern INLINE = Pattern.compile("`(\\./aive [^`\\n]+)`");

    @Test
    void everyCommandIsAccepted() throws IOException {
        // given
        List<String> commands = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            BLOCK.matcher(text)
                    .results()
                    .flatMap(block -> block.group(1).lines())
                    .map(String::strip)
                    .filter(line -> line.startsWith("./aive "))
                    .forEach(commands::add);
            INLINE.matcher(text).results().map((MatchResult code) -> code.group(1)).forEach(named::add);
        }
        commands.addAll(named);
        // when
        List<String> refused = new ArrayList<>();
        for (String command : commands) {
            String[] arguments = arguments(command);
            try {
                Main.line(LocalSystem::new, arguments).parseArgs(arguments);
            } catch (CommandLine.MissingParameterException e) {
                // In a sentence, `./aive submit` is the command's name.
                if (!named.contains(command)) {
                    refused.add("%s: %s".formatted(command, e.getMessage()));
                }
            } catch (CommandLine.ParameterException e) {
                if (!isShape(command)) {
                    refused.add("%s: %s".formatted(command, e.getMessage()));
                }
            }
        }
        // then
        assertEquals(List.of(), refused);
        assertTrue(commands.size() > 20, commands.toString());
    }

    /// A line that shows the shape of a command: `[--json]`, `A|B`, `…`.
    private static boolean isShape(String command) {
        return command.contains("[") || command.contains("…") || command.contains("|");
    }

    /// The words behind `./aive`, without a comment or what is next on the line.
    private static String[] arguments(String command) {
        String line = command.replaceFirst("(?: {2,}|\\s#|\\s>|\\s&&|\\s\\|\\s|;).*", "");
        return Stream.of(line.split("\\s+")).skip(1).toArray(String[]::new);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
