package aive.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Draws captions where there is no fontconfig, no X, and no font but ours: a JDK, our classes, and the layer.
class CaptionsInBareRootTest {

    /// Parts of the C library that Java asks for by their old names.
    private static final List<String> FOR_JAVA = List.of("libdl.so.2", "libpthread.so.0", "librt.so.1");

    @Test
    void captionsLookAsTheyDoHere(@TempDir Path folder) throws IOException, InterruptedException {
        // given
        BareRoot root = withJava(folder);
        root.set(
                "JAVA_TOOL_OPTIONS",
                "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true"
                        + " -Dsun.awt.fontconfig=/opt/fonts/fontconfig.properties");
        // when
        BareRoot.Result drawn = root.run(List.of(
                "/java/bin/java", "-cp", classPath(root), CaptionInBareRoot.class.getName(), "/tmp/caption.png"));
        // then
        assertEquals(0, drawn.exitCode(), drawn.output());
        assertArrayEquals(CaptionInBareRoot.png(), Files.readAllBytes(root.resolve("/tmp/caption.png")));
    }

    /// Without the list of fonts, Java there cannot open any font.
    @Test
    void withoutTheListOfFontsJavaOpensNone(@TempDir Path folder) throws IOException, InterruptedException {
        // given
        BareRoot root = withJava(folder);
        root.set(
                "JAVA_TOOL_OPTIONS",
                "-Xmx256m -Djava.awt.headless=true -Dsun.awt.fontconfig=/opt/fonts/none.properties");
        // when
        BareRoot.Result drawn = root.run(List.of(
                "/java/bin/java", "-cp", classPath(root), CaptionInBareRoot.class.getName(), "/tmp/caption.png"));
        // then
        assertTrue(drawn.exitCode() != 0 && drawn.output().contains("Fontconfig"), drawn.output());
    }

    private static BareRoot withJava(Path folder) throws IOException, InterruptedException {
        BareRoot root = BareRoot.withLayer(folder);
        for (String library : FOR_JAVA) {
            root.addLibrary(library);
        }
        root.mount(Path.of(System.getProperty("java.home")), "/java");
        // Without both of them Java collects chance by itself, which takes ten seconds.
        root.mount(Path.of("/dev/random"), "/dev/random");
        root.mount(Path.of("/dev/urandom"), "/dev/urandom");
        return root;
    }

    /// What this test runs with, less FFmpeg, at `/app`.
    private static String classPath(BareRoot root) throws IOException {
        List<String> inside = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry)) && !entry.contains("bytedeco") && !entry.contains("junit")) {
                String name = "/app/%d%s".formatted(inside.size(), entry.endsWith(".jar") ? ".jar" : "");
                root.mount(Path.of(entry), name);
                inside.add(name);
            }
        }
        return String.join(":", inside);
    }
}
