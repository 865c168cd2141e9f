package aive.ffmpeg;

import aive.error.ConfigurationError;
import aive.file.DiskFailure;
import aive.file.UnpackedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Unpacks the FFmpeg on the class path (Maven Central's `org.bytedeco:ffmpeg`, the `-gpl` build) once into a folder.
public final class EmbeddedFfmpeg {

    /// Libraries for screens, sound cards, and graphics cards. FFmpeg is linked against them and does not start without
    /// them, but this program never makes FFmpeg call them. A minimal Linux lacks them. Which of them the FFmpeg build
    /// includes depends on the architecture.
    private static final List<String> LIBRARIES_FOR_A_DESKTOP = List.of(
            "libxcb.so.1", "libxcb-shm.so.0", "libasound.so.2", "libpulse.so.0", "libudev.so.1", "libdrm.so.2",
                    "libva.so.2", "libva-drm.so.2");

    private EmbeddedFfmpeg() {}

    /// Returns the build in `cache`, and unpacks it if it is missing. Safe to call from several processes at once.
    ///
    /// @throws ConfigurationError if there is no FFmpeg on the class path for this platform, or `cache` cannot be
    ///     written
    public static FfmpegBuild in(Path cache) {
        Platform platform = Platform.current();
        String resources = "org/bytedeco/ffmpeg/%s-gpl/".formatted(platform.name());
        URL program = EmbeddedFfmpeg.class.getClassLoader().getResource(resources + "ffmpeg");
        if (program == null) {
            throw new ConfigurationError("",
                    "FFmpeg for %s is not on the class path; let AIVE_FFMPEG point to one".formatted(platform.name()));
        }
        try {
            JarURLConnection connection = (JarURLConnection) program.openConnection();
            String version = Path.of(connection.getJarFileURL().getPath()).getFileName().toString().replace(".jar", "");
            Path folder = cache.resolve(version);
            JarFile jar = connection.getJarFile();
            UnpackedFolder.make(folder, unpacked -> unpack(jar, resources, platform, unpacked));
            return FfmpegBuild.in(folder);
        } catch (IOException e) {
            throw DiskFailure.ofCache("FFmpeg cannot be unpacked into " + cache, e);
        }
    }

    private static void unpack(JarFile jar, String resources, Platform platform, Path folder) throws IOException {
        for (JarEntry entry : jar.stream().filter(entry -> isWanted(entry, resources)).toList()) {
            Path file = folder.resolve(entry.getName().substring(resources.length()));
            try (InputStream content = jar.getInputStream(entry)) {
                Files.copy(content, file);
            }
            file.toFile().setExecutable(true);
        }
        if (platform.isLinux()) {
            addStubLibraries(folder, platform.architecture());
        }
    }

    /// Writes a stub for every desktop library that is not in the folder, even if this machine has that library. FFmpeg
    /// thus starts in the same way everywhere.
    private static void addStubLibraries(Path folder, String architecture) throws IOException {
        for (String library : LIBRARIES_FOR_A_DESKTOP) {
            Path file = folder.resolve(library);
            if (!Files.exists(file)) {
                Files.write(file, new StubLibrary(library, architecture, List.of()).bytes());
            }
        }
    }

    /// Whether an entry is a program or a library. The Java bindings (`libjni…`) are left out, since nothing here loads
    /// them.
    private static boolean isWanted(JarEntry entry, String resources) {
        String name = entry.getName();
        return !entry.isDirectory()
                && name.startsWith(resources)
                && name.indexOf('/', resources.length()) < 0
                && !name.startsWith("libjni", resources.length())
                && !name.startsWith("jni", resources.length());
    }
}
