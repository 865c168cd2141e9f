package aive.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs `launch/find-jdk` on a machine of our own making: no variable, an empty home, and a path with nothing but the
/// tools it calls.
class FindJdkTest {

    private static final Path SCRIPT =
            Path.of("../launch/find-jdk").toAbsolutePath().normalize();

    private static final String NONE =
            "error: no JDK 25 or newer was found; install one (https://adoptium.net), or set JAVA_HOME to where it"
                    + " is\n";

    private static final FileAttribute<?> EXECUTABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private Path machine = Path.of("");
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void anEmptyMachine(@TempDir Path folder) throws IOException {
        machine = folder.toRealPath();
        Path tools = Files.createDirectories(machine.resolve("tools"));
        for (String tool : List.of("sed", "env", "grep", "readlink")) {
            String original = Files.exists(Path.of("/usr/bin", tool)) ? "/usr/bin/" + tool : "/bin/" + tool;
            Files.createFile(tools.resolve(tool), EXECUTABLE);
            Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(original));
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", machine.resolve("home").toString());
    }

    @Test
    void withoutAnyJdkOneSentenceSaysSo() throws Exception {
        // given nothing
        // when
        Found found = find();
        // then
        assertEquals(new Found(1, "", NONE), found);
    }

    @Test
    void aJdkThatIsTooOldIsNone() throws Exception {
        // given
        jdk("usr/lib/jvm/old", "17.0.15");
        jdk("usr/lib/jvm/older", "1.8.0_402");
        environment.put("JAVA_HOME", jdk("chosen", "24").toString());
        // when
        Found found = find();
        // then
        assertEquals(new Found(1, "", NONE), found);
    }

    @Test
    void aRuntimeWithoutACompilerIsNone() throws Exception {
        // given
        Files.delete(jdk("usr/lib/jvm/runtime", "25").resolve("bin/javac"));
        // when
        Found found = find();
        // then
        assertEquals(new Found(1, "", NONE), found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/jdk-25",
                "usr/java/jdk-25",
                "Library/Java/JavaVirtualMachines/jdk-25/Contents/Home",
                "home/.sdkman/candidates/java/25.0.3-tem",
                "home/.jdks/with a space",
                "home/Library/Java/JavaVirtualMachines/jdk-25/Contents/Home"
            })
    void aJdkIsFoundWhereToolsPutThem(String place) throws Exception {
        // given
        jdk("usr/lib/jvm/another", "17.0.15");
        Path jdk = jdk(place, "25.0.3");
        // when
        Found found = find();
        // then
        assertEquals(new Found(0, jdk + "\n", ""), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_HOME", "JAVA25_HOME", "JAVA_HOME_25_X64"})
    void aVariableNamesTheJdk(String variable) throws Exception {
        // given
        jdk("usr/lib/jvm/jdk-25", "25.0.3");
        Path chosen = jdk("somewhere else", "26-ea");
        environment.put(variable, chosen.toString());
        // when
        Found found = find();
        // then
        assertEquals(new Found(0, chosen + "\n", ""), found);
    }

    @Test
    void anOldChoiceIsPassedOver() throws Exception {
        // given
        environment.put("JAVA_HOME", jdk("usr/lib/jvm/jdk-17", "17.0.15").toString());
        Path jdk = jdk("usr/lib/jvm/jdk-25", "25");
        // when
        Found found = find();
        // then
        assertEquals(new Found(0, jdk + "\n", ""), found);
    }

    @Test
    void theJavaOnThePathIsFollowedToItsHome() throws Exception {
        // given
        Path jdk = jdk("opt/some jdk", "25.0.3");
        Path alternatives = Files.createDirectories(machine.resolve("alternatives"));
        Files.createSymbolicLink(alternatives.resolve("java"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(machine.resolve("tools/java"), alternatives.resolve("java"));
        // when
        Found found = find();
        // then
        assertEquals(new Found(0, jdk + "\n", ""), found);
    }

    @Test
    void mavensOwnListOfToolchainsIsRead() throws Exception {
        // given
        Path jdk = jdk("opt/listed jdk", "25.0.3");
        Path list = Files.createDirectories(machine.resolve("home/.m2")).resolve("toolchains.xml");
        Files.writeString(list, """
            <toolchains>
              <toolchain><configuration><jdkHome>/gone</jdkHome></configuration></toolchain>
              <toolchain><configuration>
                <jdkHome> %s </jdkHome>
              </configuration></toolchain>
            </toolchains>
            """.formatted(jdk));
        // when
        Found found = find();
        // then
        assertEquals(new Found(0, jdk + "\n", ""), found);
    }

    private record Found(int exit, String output, String error) {}

    private Found find() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString(), machine.toString());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path output = machine.resolve("output");
        Path error = machine.resolve("error");
        int exit = builder.redirectOutput(output.toFile())
                .redirectError(error.toFile())
                .start()
                .waitFor();
        return new Found(exit, Files.readString(output, UTF_8), Files.readString(error, UTF_8));
    }

    /// A folder that looks like a JDK, at `place` on the machine.
    private Path jdk(String place, String version) throws IOException {
        Path home = machine.resolve(place);
        Files.createDirectories(home.resolve("bin"));
        for (String program : List.of("java", "javac")) {
            Files.createFile(home.resolve("bin").resolve(program), EXECUTABLE);
        }
        Files.writeString(home.resolve("release"), """
            IMPLEMENTOR="Somebody"
            JAVA_RUNTIME_VERSION="%1$s+9"
            JAVA_VERSION="%1$s"
            """.formatted(version));
        return home;
    }
}
