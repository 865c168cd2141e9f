package aive.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.ConfigurationError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OpenFileLimitTest {

    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             7823                 7823                 processes
            Max open files            %s                %s                files
            """;

    @Test
    void aLowLimitIsAConfigurationError() {
        ConfigurationError error =
                assertThrows(ConfigurationError.class, () -> OpenFileLimit.check(LIMITS.formatted("64", "64")));
        assertEquals(
                "this process may open only 64 files at once, and needs 256; raise the limit: ulimit -n 256",
                error.getMessage());
    }

    @Test
    void otherLimitsAreAccepted() {
        OpenFileLimit.check(LIMITS.formatted("256", "4096"));
        OpenFileLimit.check(LIMITS.formatted("unlimited", "unlimited"));
        OpenFileLimit.check("");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads the limit from /proc")
    void theProgramSaysSoBeforeAnythingElse() throws Exception {
        // given
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder program = new ProcessBuilder(
                "sh", "-c", "ulimit -n 64; exec \"$@\"", "sh", java, "-XX:+UseSerialGC", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(), "render", "project.json", "--json");
        // when
        Process process = program.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        // then
        assertEquals(1, process.waitFor(), err);
        assertTrue(err.startsWith("error: ConfigurationError: this process may open only 64 files at once"), err);
        assertEquals(1, err.lines().count(), err);
        assertTrue(out.startsWith("{\"error\":\"ConfigurationError\""), out);
    }
}
