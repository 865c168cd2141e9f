package aive.layer;

import aive.caption.FontInstaller;
import aive.caption.LargeFont;
import aive.error.RenderError;
import aive.file.UserFolders;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Builds the layers of both architectures in `x86_64/` and `arm64/`. Lambda unpacks the content of each to `/opt`.
///
///     ffmpeg/    ffmpeg, ffprobe, and their libraries (the functions' AIVE_FFMPEG)
///     fonts/     fontconfig.properties for Java2D, and the font that it names; the large fonts, which come from npm
///     licenses/  licences of FFmpeg and the fonts
public final class BuildLayers {

    private static final Set<String> PROGRAMS = Set.of("ffmpeg", "ffprobe");

    /// The only font in the list of system fonts, without which Java2D opens no font file at all.
    ///
    /// Nothing is drawn with this font: captions use their own bundled fonts.
    private static final String FONT = "NotoSans-SemiBold.ttf";

    private static final String LIST_OF_FONTS = """
            version=1
            sequence.allfonts=default
            allfonts.default=/opt/fonts/%s
            """.formatted(FONT);

    private BuildLayers() {}

    /// Builds the layers in the folder that the first argument names. A layer that is newer than everything on the
    /// class path is not built again.
    ///
    /// Large fonts are installed in the user's cache first, like those of a local run.
    public static void main(String[] arguments) throws IOException {
        try {
            buildIn(Path.of(arguments[0]));
        } catch (RenderError error) {
            System.err.println("error: the layer cannot be built: " + error.getMessage());
            System.exit(1);
        }
    }

    private static void buildIn(Path folder) throws IOException {
        FileTime newestInput =
                newestOf(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList());
        for (Architecture architecture : Architecture.ALL) {
            Path layer = folder.resolve(architecture.name());
            Path stamp = folder.resolveSibling(architecture.name() + ".built");
            if (!Files.isDirectory(layer)
                    || !Files.exists(stamp)
                    || Files.getLastModifiedTime(stamp).compareTo(newestInput) <= 0) {
                Files.deleteIfExists(stamp);
                delete(layer);
                build(architecture, layer);
                addLargeFonts(layer);
                Files.createFile(stamp);
                System.out.printf("%s: %,d bytes%n", layer, size(layer));
            }
        }
    }

    private static void build(Architecture architecture, Path layer) throws IOException {
        Path ffmpeg = layer.resolve("ffmpeg");
        for (Map.Entry<String, byte[]> file :
                FfmpegFiles.forLambda(architecture).entrySet()) {
            write(ffmpeg.resolve(file.getKey()), file.getValue(), PROGRAMS.contains(file.getKey()));
        }
        copy("/aive/caption/fonts/" + FONT, layer.resolve("fonts/" + FONT));
        write(layer.resolve("fonts/fontconfig.properties"), LIST_OF_FONTS.getBytes(StandardCharsets.UTF_8), false);
        copy("/aive/caption/fonts/OFL.txt", layer.resolve("licenses/fonts/OFL.txt"));
        copy("/aive/layer/GPL-3.0.txt", layer.resolve("licenses/ffmpeg/GPL-3.0.txt"));
        copy("/aive/layer/NOTICE.md", layer.resolve("licenses/ffmpeg/NOTICE.md"));
    }

    private static void addLargeFonts(Path layer) throws IOException {
        Path installed = UserFolders.of(System.getenv(), Path.of(System.getProperty("user.home")))
                .installedFonts();
        FontInstaller installer = new FontInstaller(installed);
        for (LargeFont font : LargeFont.values()) {
            installer.install(font);
            Path copy = font.in(layer.resolve("fonts"));
            Files.copy(font.in(installed), copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        }
        copy("/aive/layer/FONTS.md", layer.resolve("licenses/fonts/NOTICE.md"));
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream content = BuildLayers.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            write(file, content.readAllBytes(), false);
        }
    }

    /// Writes a file that every user can read, regardless of the umask on the build machine.
    private static void write(Path file, byte[] content, boolean program) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static FileTime newestOf(List<Path> places) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        for (Path place : places) {
            if (Files.exists(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    for (Path file : files.toList()) {
                        FileTime time = Files.getLastModifiedTime(file);
                        newest = time.compareTo(newest) > 0 ? time : newest;
                    }
                }
            }
        }
        return newest;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
