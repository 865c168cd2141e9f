package aive.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.audio.SoundtrackMixer;
import aive.caption.TestLook;
import aive.composition.AudioMix;
import aive.composition.CaptionCue;
import aive.composition.CaptionEntrance;
import aive.composition.CaptionLook;
import aive.composition.Encoding;
import aive.composition.Fade;
import aive.composition.Fit;
import aive.composition.Layer;
import aive.composition.Motion;
import aive.composition.PixelArea;
import aive.ffmpeg.AudioProbe;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegBuild;
import aive.ffmpeg.MediaReference;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.file.Sha256;
import aive.json.Json;
import aive.plan.MixerIdentity;
import aive.plan.RendererVersion;
import aive.planning.CaptionDesign;
import aive.project.BoxShape;
import aive.project.CaptionBackground;
import aive.project.CaptionFamily;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import aive.project.Fill;
import aive.project.MusicSettings;
import aive.project.Quality;
import aive.project.TransitionKind;
import aive.time.FrameRange;
import aive.time.Rational;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Compares the rendered pixels and samples with the digests in `pixel-ledger.json`.
///
/// A chunk is reused as long as its identity is the same. Raise [RendererVersion#CURRENT] with every change of what is
/// drawn or encoded, and [MixerIdentity#CURRENT] with every change of what is mixed; this test detects both. Then
/// rewrite the digests with `-Dledger.write=true`.
///
/// The digests are valid for x86-64, the FFmpeg of the build, and its fonts. FFmpeg is limited to SSE 4.2, since the
/// rounding of audio depends on the vector instructions.
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
@EnabledOnOs(OS.LINUX)
class PixelLedgerTest {

    private static final Path LEDGER = Path.of("src/test/resources/aive/render/pixel-ledger.json");
    /// Cases whose frames depend on the architecture, because x264 decides otherwise.
    private static final Set<String> OF_ARCHITECTURE = Set.of("encoding: HIGH", "encoding: STANDARD");

    /// The names of the cases that are mixed begin with it.
    private static final String AUDIO = "audio: ";

    /// Twelve patches of 10 bits. A pattern of more colours would have some whose rounding depends on the processor,
    /// since wide colours are converted in floating point.
    private static final String PATCHES = "format=yuv420p10le,geq=lum='4*(20+17*floor(X/48)+65*floor(Y/36))'"
            + ":cb='4*(95+21*floor(X/24))':cr='4*(101+23*floor(Y/18))',setparams=";

    private static final MediaReference PLACE = new MediaReference("/test", "the test's file");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// @param version the [RendererVersion] of the digests
    /// @param mixer the [MixerIdentity#CURRENT] of the digests
    /// @param digests by the name of the rendered case
    record Ledger(int version, int mixer, Map<String, String> digests) {}

    @Test
    void pixelsAndSamplesChangeOnlyWithTheRendererVersion() throws IOException {
        // given
        Map<String, String> digests = new TreeMap<>();
        windows().forEach((name, window) -> digests.put(name, rendered(window)));
        digests.put(AUDIO + "narration", mixed(Optional.empty()));
        digests.put(AUDIO + "narration and music that ducks, loops, and fades", mixed(Optional.of(music(true))));
        digests.put(AUDIO + "narration and level music", mixed(Optional.of(music(false))));
        Ledger before = Json.read(Files.readAllBytes(LEDGER), Ledger.class);
        if (!TestFfmpeg.isX86()) {
            OF_ARCHITECTURE.forEach(name -> digests.put(name, before.digests().getOrDefault(name, "")));
        }
        // then
        List<String> changed = new ArrayList<>();
        before.digests().forEach((name, digest) -> {
            boolean raised = name.startsWith(AUDIO)
                    ? before.mixer() != MixerIdentity.CURRENT
                    : before.version() != RendererVersion.CURRENT;
            if (!raised && digests.containsKey(name) && !digest.equals(digests.get(name))) {
                changed.add(name);
            }
        });
        assertEquals(
                List.of(),
                changed,
                "these are rendered otherwise than before: raise RendererVersion.CURRENT, or for audio "
                        + "MixerIdentity.CURRENT, then run this test with -Dledger.write=true");
        Ledger now = new Ledger(RendererVersion.CURRENT, MixerIdentity.CURRENT, digests);
        if (Boolean.getBoolean("ledger.write")) {
            Files.writeString(
                    LEDGER, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(now) + "\n");
        } else {
            String rewrite = "a version or the cases were changed: run this test with -Dledger.write=true, and look at "
                    + "what changed";
            assertEquals(List.of(before.version(), before.mixer()), List.of(now.version(), now.mixer()), rewrite);
            assertEquals(before.digests().keySet(), digests.keySet(), rewrite);
        }
    }

    @Test
    void theChangelogNamesTheVersion() throws IOException {
        assertTrue(
                Files.readString(Path.of("../CHANGELOG.md"))
                        .contains("\nRenderer version %d.\n".formatted(RendererVersion.CURRENT)),
                "CHANGELOG.md needs: Renderer version " + RendererVersion.CURRENT);
    }

    private static Map<String, TestWindow> windows() {
        Map<String, TestWindow> windows = new TreeMap<>();
        windows.put("footage at its own rate", lossless("25").show(TestMedia.dashcam(), 5, "1", Fill.LOOP));
        windows.put("footage at another rate", lossless("30000/1001").show(TestMedia.film24(), 6, "0.37", Fill.LOOP));
        windows.put("footage that is faster", lossless("30").show(TestMedia.sport60(), 5, "0.2", Fill.LOOP));
        windows.put("footage of unequal frames", lossless("30").show(TestMedia.variable(), 6, "0.5", Fill.LOOP));
        windows.put("footage that loops", lossless("30").show(TestMedia.fiveFrames(), 13, "0.1", Fill.LOOP));
        windows.put("footage that is held", lossless("30").show(TestMedia.fiveFrames(), 13, "0.1", Fill.FREEZE));
        windows.put("turned footage", lossless("30").show(TestMedia.rotated(), 4, "0", Fill.LOOP));
        windows.put("anamorphic footage", lossless("30").show(TestMedia.anamorphic(), 4, "0", Fill.LOOP));
        windows.put("large untagged footage", lossless("30").show(TestMedia.ultraHighDefinition(), 4, "0", Fill.LOOP));
        windows.put("photograph", lossless("30").show(TestMedia.photograph(), 3, "0", Fill.LOOP));
        windows.put(
                "transparent and modern stills", lossless("30").show(TestMedia.webpPhotograph(), 2, "0", Fill.LOOP));
        windows.put("interlaced footage", lossless("25").show(
                generated("interlaced.mkv", "format=yuv420p,geq=lum='mod(X*5+N*12,220)':cb=100:cr=140,setparams=field_mode=tff"), 4, "0", Fill.LOOP));
        for (String transfer : List.of("smpte2084", "arib-std-b67")) {
            windows.put("high dynamic range: " + transfer, lossless("25").show(
                    generated(transfer + ".mkv",
                            PATCHES + "color_primaries=bt2020:colorspace=bt2020nc:color_trc=" + transfer),
                    2, "0", Fill.LOOP));
        }
        windows.put("wide colours", lossless("25").show(
                generated("p3.mkv", PATCHES + "color_primaries=smpte432:colorspace=bt709:color_trc=bt709"),
                2, "0", Fill.LOOP));
        windows.put("black", lossless("30").black(3));
        windows.put(
                "photograph that moves",
                lossless("30")
                        .motion(
                                new Motion.View(Rational.ZERO, Rational.ZERO, Rational.ONE),
                                new Motion.View(Rational.of(1, 20), Rational.of(1, 20), Rational.of(9, 10)))
                        .show(TestMedia.photograph(), 5, "0", Fill.LOOP));
        windows.put(
                "footage before its blurred self",
                lossless("30").fit(new Fit.Blur()).show(TestMedia.portrait(), 3, "0", Fill.LOOP));
        windows.put(
                "footage between bars",
                lossless("30").fit(new Fit.Contain(0x336699)).show(TestMedia.portrait(), 3, "0", Fill.LOOP));
        for (TransitionKind kind : List.of(
                TransitionKind.CROSSFADE, TransitionKind.FADE_WHITE, TransitionKind.SLIDE_UP, TransitionKind.ZOOM)) {
            windows.put(
                    "transition: " + kind,
                    lossless("30")
                            .show(TestMedia.dashcam(), 6, "1", Fill.LOOP)
                            .into(kind, 4)
                            .show(TestMedia.film24(), 6, "0.5", Fill.LOOP));
        }
        for (Quality quality : Quality.values()) {
            windows.put(
                    "encoding: " + quality,
                    TestWindow.of(192, 108, "30", quality)
                            .show(TestMedia.flower(), 20, "0", Fill.LOOP)
                            .show(TestMedia.dashcam(), 20, "0", Fill.LOOP));
        }
        for (Quality quality : Quality.values()) {
            windows.put(
                    "encoding in HEVC: " + quality,
                    TestWindow.of(192, 108, "30", new Encoding.Hevc(quality))
                            .show(TestMedia.flower(), 10, "0", Fill.LOOP));
        }
        windows.put("overlay: transparent image that fades", lossless("30").black(6).image(
                TestMedia.resource("half_transparent.avif"), new PixelArea(20, 10, 64, 36), "4/5",
                new FrameRange(1, 6), Fade.of(2, 5)));
        windows.put("overlay: photograph", lossless("30").black(1).image(
                TestMedia.photograph(), new PixelArea(20, 10, 96, 64), "1", new FrameRange(0, 1), Optional.empty()));
        windows.put("overlay: photograph that fades at another frame rate", lossless("60").black(9).image(
                TestMedia.photograph(), new PixelArea(20, 10, 32, 18), "1", new FrameRange(1, 9), Fade.of(3, 8)));
        windows.put("overlay: progress bar", lossless("30").black(9).layer(new Layer.ProgressBar(
                new PixelArea(0, 100, 192, 8), 0xFFD60A, Rational.parse("9/10"), 5, 9, 31)));
        windows.put("overlay: title", TestWindow.of(640, 360, "30", Quality.LOSSLESS).black(5).layer(new Layer.Title(
                TestLook.WIDE, new CaptionCue(new FrameRange(0, 5), "A title\nof two lines"), Fade.of(2, 5))));
        Map<String, String> scripts = Map.of(
                "Latin", "Thy youth's proud livery, so gazed on now",
                "Cyrillic and Greek", "Съешь же ещё этих мягких булок, ξεσκεπάζω την ψυχοφθόρα",
                "Arabic", "وعندما يحاصر أربعون شتاءً جبينك",
                "Hebrew", "כאשר ארבעים חורפים יצורו על מצחך, 1609",
                "Devanagari", "जब चालीस सर्दियाँ तुम्हारे माथे को घेर लेंगी",
                "Thai", "เมื่อสี่สิบฤดูหนาวจะล้อมคิ้วของเจ้า");
        scripts.forEach((script, text) -> {
            windows.put(
                    "caption: " + script,
                    TestWindow.of(640, 360, "30", Quality.LOSSLESS).black(3).caption(1, 3, text));
            windows.put(
                    "caption in portrait: " + script,
                    TestWindow.of(360, 640, "30", Quality.LOSSLESS).black(2).caption(0, 2, text + " " + text));
        });
        windows.put(
                "caption that is long",
                TestWindow.of(640, 360, "30", Quality.LOSSLESS)
                        .black(2)
                        .caption(0, 2, "A long sentence that goes on and on. ".repeat(30)));
        for (CaptionPreset style : EnumSet.complementOf(EnumSet.of(CaptionPreset.NONE))) {
            windows.put("captions in the style " + style, styled(640, 360, settings(style, CaptionFamily.NOTO_SANS)));
            windows.put(
                    "captions in portrait in the style " + style,
                    styled(180, 320, settings(style, CaptionFamily.NOTO_SANS)));
        }
        for (CaptionFamily family : CaptionFamily.values()) {
            windows.put("captions in the family " + family, styled(640, 360, settings(CaptionPreset.BOLD, family)));
        }
        CaptionSettings box = settings(CaptionPreset.BOX, CaptionFamily.NOTO_SANS);
        windows.put("captions in a box for each line", styled(640, 360, new CaptionSettings(
                box.text(), box.style(), box.position(), box.size(), box.colour(), box.outlineColour(),
                box.outlineWidth(), Optional.of(new CaptionBackground(0x204060, Rational.of(4, 5), BoxShape.LINE)),
                box.letterCase(), Optional.of(0xFFD60A), box.font(), box.fontFile(), box.animation(), box.language(),
                box.onMissing())));
        return windows;
    }

    /// Ten frames, stored without loss.
    private static Path generated(String name, String filters) {
        return TestMedia.made(
                name, "-f", "lavfi", "-i", "color=gray:s=192x108:r=25:d=0.4," + filters, "-c:v", "ffv1");
    }

    private static CaptionSettings settings(CaptionPreset style, CaptionFamily family) {
        CaptionSettings settings = CaptionSettings.of(CaptionSource.TEXT, style);
        return new CaptionSettings(
                settings.text(), settings.style(), settings.position(), settings.size(), settings.colour(),
                settings.outlineColour(), settings.outlineWidth(), settings.background(), settings.letterCase(),
                settings.highlight(), family, settings.fontFile(), settings.animation(), settings.language(),
                settings.onMissing());
    }

    /// A caption that grows while it appears, then one whose second word is being spoken.
    private static TestWindow styled(int width, int height, CaptionSettings settings) {
        CaptionLook look = CaptionDesign.of(settings, width, height).look();
        String text = "Thy youth's proud livery";
        return TestWindow.of(width, height, "30", Quality.LOSSLESS).black(2).layer(new Layer.Captions(look, List.of(
                new CaptionCue(new FrameRange(0, 1), text, Optional.empty(), List.of(),
                        Optional.of(new CaptionEntrance(Rational.of(4, 5), Rational.of(1, 2)))),
                new CaptionCue(new FrameRange(1, 2), text, Optional.of(new CaptionCue.TextRange(4, 11)), List.of(),
                        Optional.empty()))));
    }

    private static TestWindow lossless(String rate) {
        return TestWindow.of(192, 108, rate, Quality.LOSSLESS);
    }

    /// The digest of the decoded frames.
    private String rendered(TestWindow window) {
        try {
            return Json.sha256(window.frames(
                            anyProcessor(), new FrameRange(0, window.window().frames()), folder))
                    .substring(0, 16);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static AudioMix.Music music(boolean ducking) {
        Path musicFile = TestMedia.made("tune.flac", "-cpuflags", processor(), "-t", "3", "-i", TestMedia.music());
        return new AudioMix.Music(
                track(musicFile),
                new MusicSettings(Rational.of(new BigDecimal("0.3")), ducking, Rational.ONE, Rational.of(2)));
    }

    private static AudioMix.Track track(Path file) {
        return new AudioMix.Track(
                file.toString(),
                new AudioProbe(TestFfmpeg.FFMPEG)
                        .probe(file, Optional.empty(), PLACE, TestFfmpeg.soon())
                        .info());
    }

    /// The digest of the decoded samples.
    private String mixed(Optional<AudioMix.Music> music) throws IOException {
        Path speech = TestMedia.made("speech.flac", "-cpuflags", processor(), "-t", "6", "-i", TestMedia.speech());
        AudioMix mix = new AudioMix(345_677, track(speech), music, Rational.of(-14));
        Path work = Files.createTempDirectory(folder, "mix");
        Path soundtrack = new SoundtrackMixer(anyProcessor()).mix(mix, Path::of, work, TestFfmpeg.soon());
        return Sha256.of(soundtrack).substring(0, 16);
    }

    /// The instructions that FFmpeg may use: those of old x86 processors, or the portable code on other architectures.
    private static String processor() {
        return TestFfmpeg.isX86() ? "sse4.2" : "0";
    }

    private Ffmpeg anyProcessor() throws IOException {
        FfmpegBuild real = TestFfmpeg.FFMPEG.build();
        Path program = folder.resolve("ffmpeg-sse42");
        if (!Files.exists(program)) {
            Files.writeString(
                    program, "#!/bin/sh\nset -- -cpuflags %s \"$@\"\n%s\n"
                            .formatted(processor(), TestFfmpeg.shellLine()));
            assertEquals(true, program.toFile().setExecutable(true));
        }
        return new Ffmpeg(new FfmpegBuild(program, real.ffprobe()));
    }
}
