package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.FontInstaller.Outcome;
import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FontInstallerTest {

    private static final LargeFont FONT = LargeFont.JAPANESE;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void npmHasTheFileThatWeKnow(LargeFont font) {
        Path file = font.installed(InstalledFonts.folder()).orElseThrow();
        assertEquals(font.sha256(), Sha256.of(file));
    }

    @Test
    void aFontIsInstalledOnce() throws IOException {
        // when
        Outcome first = installer(FakeNpm.copying(npm(), FONT, real()), PATIENCE).install(FONT);
        Outcome second = new FontInstaller(fonts(), "/no/npm", PATIENCE).install(FONT);
        // then
        assertEquals(Outcome.INSTALLED, first);
        assertEquals(Outcome.PRESENT, second);
        assertEquals(-1, Files.mismatch(real(), FONT.installed(fonts()).orElseThrow()));
        assertOnlyTheFontIsThere();
        List<String> calls = Files.readAllLines(npm().resolve("arguments"));
        assertEquals(1, calls.size(), "npm is not called again");
        assertTrue(calls.getFirst().startsWith("install --ignore-scripts --no-save --no-audit --no-fund "), calls::toString);
        assertTrue(calls.getFirst().endsWith(" @expo-google-fonts/noto-sans-jp@0.4.3"), calls::toString);
        assertFalse(calls.getFirst().contains("registry"), calls::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shorter", "another letter"})
    void aDamagedFontIsInstalledAgain(String damage) throws IOException {
        // given
        damage(damage);
        FontInstaller installer = installer(FakeNpm.copying(npm(), FONT, real()), PATIENCE);
        assertTrue(installer.isDamaged(FONT));
        // when
        Outcome outcome = installer.install(FONT);
        // then
        assertEquals(Outcome.REPAIRED, outcome);
        assertFalse(installer.isDamaged(FONT));
        assertEquals(-1, Files.mismatch(real(), FONT.installed(fonts()).orElseThrow()));
        assertOnlyTheFontIsThere();
    }

    @Test
    void aDamagedFontThatCannotBeReplacedIsDeleted() throws IOException {
        // given
        damage("another letter");
        FontInstaller installer = installer(FakeNpm.in(npm(), "exit 1"), PATIENCE);
        // when
        ConfigurationError error = assertThrows(ConfigurationError.class, () -> installer.install(FONT));
        // then
        assertTrue(String.valueOf(error.getMessage()).contains("it ended with exit code 1"), error.getMessage());
        assertNothingIsThere();
    }

    @Test
    void withoutNpmTheErrorSaysWhatToInstall() throws IOException {
        // when
        ConfigurationError error = assertThrows(
                ConfigurationError.class, () -> new FontInstaller(fonts(), "/no/npm", PATIENCE).install(FONT));
        // then
        assertTrue(String.valueOf(error.getMessage()).contains("install Node.js 20 or newer, which has npm"), error.getMessage());
        assertNothingIsThere();
    }

    @Test
    void aFailureOfTheNetworkIsToldInNpmsWords() throws IOException {
        // given: what npm 11 prints
        FontInstaller installer = installer(FakeNpm.in(npm(), """
                mkdir -p "$folder/node_modules/$package"
                echo 'npm error code ENOTFOUND'
                echo 'npm error network request to https://registry.example/x failed, reason: getaddrinfo ENOTFOUND'
                echo 'npm error     at ClientRequest.<anonymous> (index.js:130:14)'
                echo 'npm error A complete log of this run can be found in: /home/ann/.npm/_logs/debug-0.log'
                exit 1
                """), PATIENCE);
        // when
        ConfigurationError error = assertThrows(ConfigurationError.class, () -> installer.install(FONT));
        // then
        assertEquals(
                "npm did not download @expo-google-fonts/noto-sans-jp@0.4.3: code ENOTFOUND; network request to"
                        + " https://registry.example/x failed, reason: getaddrinfo ENOTFOUND; check the network and"
                        + " npm's settings ('npm ping'), and start again",
                error.getMessage());
        assertNothingIsThere();
    }

    @Test
    void aFullDiskIsOutOfSpace() throws IOException {
        // given
        FontInstaller installer = installer(
                FakeNpm.in(npm(), "echo 'npm error code ENOSPC'; echo 'npm error no space left on device'; exit 228"),
                PATIENCE);
        // when
        OutOfSpace error = assertThrows(OutOfSpace.class, () -> installer.install(FONT));
        // then
        assertTrue(String.valueOf(error.getMessage()).endsWith("; free some room and start again"), error.getMessage());
        assertNothingIsThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shorter", "another letter"})
    void otherBytesThanOursAreNotInstalled(String damage) throws IOException {
        // given
        Path other = Files.write(folder.resolve("other.ttf"), damaged(damage));
        FontInstaller installer = installer(FakeNpm.copying(npm(), FONT, other), PATIENCE);
        // when
        ConfigurationError error = assertThrows(ConfigurationError.class, () -> installer.install(FONT));
        // then
        assertTrue(
                String.valueOf(error.getMessage()).contains("has %d bytes with SHA-256 %s at 600SemiBold/NotoSansJP_600SemiBold.ttf instead of"
                                .formatted(Files.size(other), Sha256.of(other))),
                error.getMessage());
        assertTrue(String.valueOf(error.getMessage()).contains("5466836 bytes with SHA-256 " + FONT.sha256()), error.getMessage());
        assertNothingIsThere();
    }

    @Test
    void aPackageWithoutTheFileIsRefused() throws IOException {
        // given
        FontInstaller installer =
                installer(FakeNpm.copying(npm(), LargeFont.KOREAN, real()), PATIENCE);
        // when
        ConfigurationError error = assertThrows(ConfigurationError.class, () -> installer.install(FONT));
        // then
        assertTrue(String.valueOf(error.getMessage()).contains("has no file at 600SemiBold/"), error.getMessage());
        assertNothingIsThere();
    }

    @Test
    void npmThatHangsIsStoppedWithItsProcesses() throws Exception {
        // given
        FontInstaller installer = installer(FakeNpm.hanging(npm()), Duration.ofSeconds(2));
        // when
        DeadlineExceeded error = assertThrows(DeadlineExceeded.class, () -> installer.install(FONT));
        // then
        assertTrue(String.valueOf(error.getMessage()).contains("did not download @expo-google-fonts/noto-sans-jp@0.4.3 within 2 s"));
        assertFalse(FakeNpm.isChildRunning(npm()));
        assertNothingIsThere();
    }

    @Test
    void anInterruptionStopsNpmAndLeavesNothing() throws Exception {
        // given
        FontInstaller installer = installer(FakeNpm.hanging(npm()), PATIENCE);
        CompletableFuture<RenderError> failure = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            var _ = failure.complete(assertThrows(RenderError.class, () -> installer.install(FONT)));
        });
        while (!Files.exists(npm().resolve("child"))) {
            Thread.sleep(5);
        }
        // when
        thread.interrupt();
        // then
        assertInstanceOf(DeadlineExceeded.class, failure.get());
        thread.join();
        assertFalse(FakeNpm.isChildRunning(npm()));
        assertNothingIsThere();
    }

    @Test
    void manyAtOnceDoNotDisturbEachOther() throws Exception {
        // given
        damage("another letter");
        FontInstaller installer = installer(FakeNpm.copying(npm(), FONT, real()), PATIENCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // when
            List<Future<Outcome>> outcomes = Stream.generate(() -> threads.submit(() -> installer.install(FONT)))
                    .limit(8)
                    .toList();
            // then
            for (Future<Outcome> outcome : outcomes) {
                assertNotNull(outcome.get());
            }
        }
        assertFalse(installer.isDamaged(FONT));
        assertOnlyTheFontIsThere();
    }

    @Test
    void theFolderOfAKilledInstallationIsDeleted() throws IOException {
        // given
        Files.createDirectories(fonts().resolve(".unpacking-999999999-1-x/node_modules"));
        // when
        installer(FakeNpm.copying(npm(), FONT, real()), PATIENCE).install(FONT);
        // then
        assertOnlyTheFontIsThere();
    }

    private FontInstaller installer(Path npm, Duration limit) {
        return new FontInstaller(fonts(), npm.toString(), limit);
    }

    private Path fonts() {
        return folder.resolve("fonts");
    }

    private Path npm() {
        return folder.resolve("npm");
    }

    private static Path real() {
        return FONT.in(InstalledFonts.folder());
    }

    private void damage(String kind) throws IOException {
        Files.write(FONT.in(Files.createDirectories(fonts())), damaged(kind));
    }

    private static byte[] damaged(String kind) throws IOException {
        byte[] bytes = Files.readAllBytes(real());
        return switch (kind) {
            case "" -> new byte[0];
            case "shorter" -> Arrays.copyOf(bytes, bytes.length - 1);
            default -> {
                bytes[bytes.length / 2] ^= 1;
                yield bytes;
            }
        };
    }

    private void assertOnlyTheFontIsThere() throws IOException {
        try (Stream<Path> files = Files.list(fonts())) {
            assertEquals(List.of(FONT.in(fonts())), files.toList());
        }
    }

    private void assertNothingIsThere() throws IOException {
        try (Stream<Path> files = Files.list(fonts())) {
            assertEquals(List.of(), files.toList());
        }
    }
}
