package aive.layer;

import aive.elf.ElfFile;
import aive.elf.RequiredVersion;
import aive.ffmpeg.StubLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// FFmpeg, ffprobe, and the libraries that they need, for one architecture, from the class path.
final class FfmpegFiles {

    private FfmpegFiles() {}

    /// The name and the original content of each file from Maven Central that the layer needs.
    static Map<String, byte[]> original(Architecture architecture) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        JarFile jar = jar(architecture);
        for (JarEntry entry : jar.stream().filter(entry -> isWanted(entry, architecture)).toList()) {
            try (InputStream content = jar.getInputStream(entry)) {
                files.put(entry.getName().substring(architecture.resources().length()), content.readAllBytes());
            }
        }
        return files;
    }

    /// The name and the content of each file, edited so that FFmpeg starts on Lambda, and of the stub libraries.
    static Map<String, byte[]> forLambda(Architecture architecture) throws IOException {
        Map<String, byte[]> files = original(architecture);
        List<ElfFile> elves = files.values().stream().map(ElfFile::of).toList();
        for (ElfFile elf : elves) {
            OlderCLibrary.suffices(elf, architecture);
        }
        for (String name : architecture.stubs()) {
            files.put(name, new StubLibrary(name, architecture.name(), versionsOf(name, elves)).bytes());
        }
        return files;
    }

    private static JarFile jar(Architecture architecture) throws IOException {
        URL program = FfmpegFiles.class.getClassLoader().getResource(architecture.resources() + "ffmpeg");
        if (program == null) {
            throw new IllegalStateException("FFmpeg for %s is not on the class path".formatted(architecture.name()));
        }
        return ((JarURLConnection) program.openConnection()).getJarFile();
    }

    /// Whether an entry is a program or a library that the layer needs. Excludes the Java bindings (`libjni…`, `jni…`).
    private static boolean isWanted(JarEntry entry, Architecture architecture) {
        String folder = architecture.resources();
        if (entry.isDirectory() || !entry.getName().startsWith(folder)) {
            return false;
        }
        String name = entry.getName().substring(folder.length());
        return !name.contains("/")
                && Stream.of("libjni", "jni").noneMatch(name::startsWith)
                && !architecture.unused().contains(name);
    }

    /// The versions of a library that the other files require. If a stub library lacked one of them, the loader would
    /// print a warning at every start.
    private static List<String> versionsOf(String library, List<ElfFile> others) {
        return others.stream()
                .flatMap(elf -> elf.requiredVersions().stream())
                .filter(required -> required.library().equals(library))
                .map(RequiredVersion::version)
                .distinct()
                .sorted()
                .toList();
    }
}
