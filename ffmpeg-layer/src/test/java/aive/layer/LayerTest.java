package aive.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.FontInstaller;
import aive.caption.LargeFont;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerTest {

    private static final Set<String> BOTH = Set.of("ffmpeg", "ffprobe");

    /// What Lambda allows a function and its layers together, unpacked.
    private static final long LAMBDA_LIMIT = 250L << 20;

    /// Kept free for the functions' artefact, which may be larger than today's.
    private static final long FUNCTIONS = 50L << 20;

    private static final Map<Architecture, Map<String, byte[]>> ORIGINALS = new HashMap<>();

    static List<Architecture> architectures() {
        return Architecture.ALL;
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void everyFileOfTheLayerStartsOnLambda(Architecture architecture) throws IOException {
        // given
        Map<String, byte[]> files = layerFiles(architecture);
        Set<String> executable = new HashSet<>();
        for (String name : files.keySet()) {
            if (Files.isExecutable(layer(architecture).resolve("ffmpeg").resolve(name))) {
                executable.add(name);
            }
        }
        // then
        assertEquals(List.of(), LayerProblems.of(files, executable, architecture.machine()));
        assertEquals(BOTH, executable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x86_64; libavdevice.so.62 needs libxcb.so.1",
                "x86_64; libavutil.so.60 needs libudev.so.1",
                "x86_64; libavcodec.so.62 needs GLIBC_2.35 of libmvec.so.1",
                "x86_64; libavfilter.so.11 needs GLIBC_2.35 of libm.so.6",
                "x86_64; ffprobe is not executable",
                "arm64; libavcodec.so.62 needs libva.so.2",
                "arm64; libavfilter.so.11 needs GLIBC_2.35 of libm.so.6"
            })
    void theFilesAsTheyCameDoNot(String architecture, String problem) throws IOException {
        // given
        Architecture its = Architecture.ALL.stream()
                .filter(one -> one.name().equals(architecture))
                .findFirst()
                .orElseThrow();
        // when
        List<String> problems = LayerProblems.of(original(its), Set.of("ffmpeg"), its.machine());
        // then
        assertTrue(problems.contains(problem), problems::toString);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void norDoesALayerWithAFileLessOrOneMore(Architecture architecture) throws IOException {
        // given
        Map<String, byte[]> files = layerFiles(architecture);
        List<String> notTold = new ArrayList<>();
        // when
        for (String name : files.keySet()) {
            Map<String, byte[]> less = new HashMap<>(files);
            less.remove(name);
            if (LayerProblems.of(less, BOTH, architecture.machine()).isEmpty()) {
                notTold.add(name);
            }
        }
        Map<String, byte[]> more = new HashMap<>(files);
        more.put("libother.so", files.get("libudev.so.1"));
        // then
        assertEquals(List.of(), notTold);
        assertEquals(List.of("nobody needs libother.so"), LayerProblems.of(more, BOTH, architecture.machine()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GLIBC_2.34",
                "GLIBC_2.2.5",
                "GLIBC_2.17",
                "GLIBCXX_3.4.29",
                "GLIBCXX_3.4",
                "CXXABI_1.3.13",
                "GCC_3.0",
                "GCC_4.2.0"
            })
    void theRuntimeBaseHasWhatIsOld(String version) {
        assertTrue(RuntimeBase.has(version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GLIBC_2.35",
                "GLIBC_2.36",
                "GLIBC_3",
                "GLIBCXX_3.4.30",
                "CXXABI_1.3.14",
                "GCC_12.0.0",
                "GLIBC_ABI_DT_RELR",
                "OTHER_1"
            })
    void theRuntimeBaseHasNotWhatIsNewOrUnknown(String version) {
        assertFalse(RuntimeBase.has(version));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void functionsAndLayerFitIntoLambda(Architecture architecture) throws IOException {
        // given: `mvn test` makes no artefact of the functions, but `mvn package` and everything after it does
        Path artefact = Path.of("../functions/target/lambda");
        long functions = Math.max(FUNCTIONS, Files.isDirectory(artefact) ? size(artefact) : 0);
        // when
        long layer = size(layer(architecture));
        // then
        assertTrue(
                functions + layer < LAMBDA_LIMIT,
                () -> "the functions have %,d bytes and the layer for %s has %,d; Lambda allows %,d together"
                        .formatted(functions, architecture.name(), layer, LAMBDA_LIMIT));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void theLargeFontsAreWhereTheFunctionsLookForThem(Architecture architecture) throws IOException {
        // given
        Path fonts = layer(architecture).resolve("fonts");
        String notice = Files.readString(layer(architecture).resolve("licenses/fonts/NOTICE.md"));
        // then
        for (LargeFont font : LargeFont.values()) {
            Path file = font.installed(fonts).orElseThrow();
            assertFalse(new FontInstaller(fonts).isDamaged(font), file::toString);
            assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertTrue(notice.contains(font.fileName()), font.fileName());
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void fontsAndLicencesAreThere(Architecture architecture) throws IOException {
        // given
        Path layer = layer(architecture);
        // when
        List<String> fontconfig = Files.readAllLines(layer.resolve("fonts/fontconfig.properties"));
        // then
        String font = fontconfig.getLast().replace("allfonts.default=/opt/", "");
        assertTrue(Files.size(layer.resolve(font)) > 100_000, font);
        for (String licence : List.of("ffmpeg/GPL-3.0.txt", "ffmpeg/NOTICE.md", "fonts/OFL.txt")) {
            assertTrue(Files.size(layer.resolve("licenses").resolve(licence)) > 1_000, licence);
        }
    }

    @Test
    void theNoticeNamesTheBuild() throws IOException {
        String notice = Files.readString(layer(Architecture.X86_64).resolve("licenses/ffmpeg/NOTICE.md"));
        String version =
                System.getProperty("java.class.path").replaceAll("(?s).*ffmpeg-([0-9.]+-[0-9.]+)-linux.*", "$1");
        assertTrue(notice.contains(version), version);
    }

    private static Map<String, byte[]> layerFiles(Architecture architecture) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(layer(architecture).resolve("ffmpeg"))) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /// Unpacked once, since that takes longer than all the rest.
    private static Map<String, byte[]> original(Architecture architecture) throws IOException {
        Map<String, byte[]> files = ORIGINALS.get(architecture);
        if (files == null) {
            files = FfmpegFiles.original(architecture);
            ORIGINALS.put(architecture, files);
        }
        return files;
    }

    private static Path layer(Architecture architecture) {
        return Path.of("target/layer", architecture.name());
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
