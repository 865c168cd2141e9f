package aive.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.local.LocalSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts of `--help` are the same in the program, in `launch/help`, from which `launch/usage` prints them without a
/// build, and in the reference. `-Dgolden.write=true` writes those files again.
class HelpTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TEXTS = ROOT.resolve("launch/help");
    private static final Path REFERENCE = ROOT.resolve("docs/reference/command-line.md");
    private static final boolean WRITE = Boolean.getBoolean("golden.write");
    private static final String AGAIN = "run this test with -Dgolden.write=true";

    private final Cli cli = new Cli(Path.of("none"), LocalSystem::new);

    static List<String> commands() {
        Cli cli = new Cli(Path.of("none"), LocalSystem::new);
        return Pattern.compile("(?m)^  ([a-z]+) .*")
                .matcher(cli.run("--help").out().split("Commands:")[1].split("\n\n")[0])
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String help(String command) {
        return cli.run(command.equals("aive") ? new String[] {"--help"} : new String[] {command, "--help"}).out();
    }

    @Test
    void theTextsOfHelpAreThoseOfTheProgram() throws IOException {
        List<String> all = new ArrayList<>(commands());
        all.add("aive");
        if (WRITE) {
            Files.createDirectories(TEXTS);
            for (String command : all) {
                Files.writeString(TEXTS.resolve(command + ".txt"), help(command));
            }
        }
        for (String command : all) {
            Path file = TEXTS.resolve(command + ".txt");
            assertTrue(Files.exists(file), "launch/help/%s.txt is missing; %s".formatted(command, AGAIN));
            assertEquals(help(command), Files.readString(file), AGAIN);
        }
        try (Stream<Path> files = Files.list(TEXTS)) {
            assertEquals(
                    new TreeSet<>(all),
                    new TreeSet<>(files.map(file -> file.getFileName().toString().replace(".txt", "")).toList()));
        }
    }

    @Test
    void theReferenceHasTheHelpOfEachCommand() throws IOException {
        String text = Files.readString(REFERENCE);
        String before = "";
        for (String command : commands()) {
            String block = "\n### %s\n\n```\n%s```\n".formatted(command, help(command));
            Pattern section = Pattern.compile("\n### %s\n\n```\n(?s:.*?)```\n".formatted(command));
            if (WRITE && section.matcher(text).find()) {
                text = section.matcher(text).replaceFirst(Matcher.quoteReplacement(block));
            } else if (WRITE) {
                // a new command, behind the one before it
                int place = before.isEmpty() ? text.indexOf("\n### ") : text.indexOf(before) + before.length();
                text = text.substring(0, place) + block + text.substring(place);
            }
            before = block;
            assertTrue(text.contains(block), "the help of %s is missing or another one; %s".formatted(command, AGAIN));
        }
        if (WRITE) {
            Files.writeString(REFERENCE, text);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theReadmeAndTheHelpNameEveryCommandAndTeachByExample(String command) throws IOException {
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains("\n./aive " + command + " "),
                "the list of commands in README.md needs a line ./aive %s …".formatted(command));
        assertTrue(
                command.equals("doctor") || help(command).contains("./aive " + command),
                "the help of %s needs an example".formatted(command));
        assertTrue(help(command).lines().allMatch(line -> line.length() <= 80), help(command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "--help", "-h", "--version", "help", "help plan", "rendr", "Render", "reder x.json", "bake", "plna",
                "statsu", "render --help", "submit x.json -h", "render x.json --wrokers 2", "render x --video_only",
                "plan x --jsn", "clean --locl", "render x --colour=red", "new --clip x"
            })
    void theScriptAnswersAsTheProgramDoes(String line, @TempDir Path folder) throws Exception {
        // given
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("launch/usage").toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        // when
        int exit = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        Cli.Ran program = cli.run(arguments);
        // then
        assertEquals(program.out(), Files.readString(out, UTF_8));
        assertEquals(program.err(), Files.readString(err, UTF_8));
        assertEquals(program.exit(), exit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"render x.json", "render x.json --workers=2 -o a.mp4", "rendr --json", "render -- --help"})
    void theScriptLeavesTheRestToTheProgram(String line) throws Exception {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("launch/usage").toString()));
        command.addAll(List.of(line.split(" ")));
        assertEquals(99, new ProcessBuilder(command).start().waitFor());
    }

    @Test
    void aMistypedNameGetsASuggestion() {
        assertEquals(
                List.of("error: there is no command rendr; did you mean render?"), cli.run("rendr").failed(2).errors());
        assertEquals(
                List.of("error: there is no option --wrokers; did you mean --workers?"),
                cli.run("render", "x.json", "--wrokers=2").failed(2).errors());
        assertEquals(List.of("error: there is no command bake"), cli.run("bake").failed(2).errors());
    }

    @Test
    void theVersionIsThatOfTheProject() throws IOException {
        String version = Files.readString(ROOT.resolve("pom.xml")).split("<version>")[1].split("</version>")[0];
        assertEquals("aive " + version, cli.run("--version").done().out().strip());
    }
}
