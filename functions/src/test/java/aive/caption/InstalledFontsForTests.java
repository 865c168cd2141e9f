package aive.caption;

import aive.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.stream.Stream;

/// The large fonts for tests. A font that is not installed on this machine is installed from npm first.
final class InstalledFontsForTests {

    /// Where `./aive fonts` installs fonts.
    private static final Path FOLDER =
            Path.of(System.getProperty("user.home"), ".cache", "aive", "fonts", "installed");

    private InstalledFontsForTests() {}

    /// The file of a font.
    static synchronized Path file(LargeFont font) {
        return font.installed(FOLDER).orElseGet(() -> {
            try {
                return install(font);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Path install(LargeFont font) throws IOException {
        Files.createDirectories(FOLDER);
        Path temporary = Files.createTempDirectory(FOLDER, "npm-");
        try {
            npmInstall(font, temporary);
            Path file = temporary.resolve("node_modules")
                    .resolve(font.npmPackage().substring(0, font.npmPackage().lastIndexOf('@')))
                    .resolve(font.pathInPackage());
            String sha256 = HexFormat.of().formatHex(Json.newSha256().digest(Files.readAllBytes(file)));
            if (!sha256.equals(font.sha256())) {
                throw new IOException("%s of npm has the SHA-256 %s, not %s"
                        .formatted(font.npmPackage(), sha256, font.sha256()));
            }
            return Files.move(file, font.in(FOLDER), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(temporary);
        }
    }

    private static void npmInstall(LargeFont font, Path folder) throws IOException {
        Path output = folder.resolve("npm.txt");
        Process npm = new ProcessBuilder(
                "npm", "install", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund",
                "--prefix", folder.toString(), font.npmPackage())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            int exit = npm.waitFor();
            if (exit != 0) {
                throw new IOException("npm could not install %s, exit code %d:%n%s"
                        .formatted(font.npmPackage(), exit, Files.readString(output)));
            }
        } catch (InterruptedException e) {
            npm.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while npm installed " + font.npmPackage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }
}
