package aive.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.composition.AudioMix;
import aive.composition.CaptionCue;
import aive.composition.CaptionLook;
import aive.composition.Encoding;
import aive.composition.Item;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.composition.VideoTrack;
import aive.composition.Window;
import aive.media.AudioInfo;
import aive.media.ColourInfo;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.message.ChunkTask;
import aive.plan.ChunkSpec;
import aive.plan.MixerIdentity;
import aive.plan.RendererIdentity;
import aive.plan.SoundtrackSpec;
import aive.project.BoxShape;
import aive.project.CaptionAnchor;
import aive.project.CaptionBackground;
import aive.project.CaptionFamily;
import aive.project.Fill;
import aive.project.MusicSettings;
import aive.project.Quality;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Guards the identities of specs: another byte changes an identity, and everything is rendered again.
///
/// After an intended change, `mvn test -pl shared-model -Dtest=GoldenTest -Dgolden.write=true` rewrites the files.
class GoldenTest {

    private static final CaptionLook LOOK = new CaptionLook(
            CaptionFamily.NOTO_SANS, CaptionLook.Face.SEMI_BOLD, Optional.empty(),
            Rational.parse("1/20"), 2, Rational.of(26), Rational.parse("1/20"),
            new CaptionLook.Placement(Rational.parse("23/25"), CaptionAnchor.BOTTOM), 0xFFFFFF,
            new CaptionLook.Outline(0, Rational.parse("3/50")),
            Optional.of(new CaptionBackground(0, Rational.parse("7/10"), BoxShape.LINE)), Optional.of(0xFFD60A));

    private static final ChunkSpec CHUNK = new ChunkSpec(
            new RendererIdentity(3, "8.1-0123456789ab", "x86_64", "f0", 25),
            new Window(
                    new OutputFormat(1920, 1080, FrameRate.parse("30000/1001"), new Encoding.H264(Quality.STANDARD)),
                    new VideoTrack(List.of(
                            new Item.Footage(
                                    90,
                                    "a0",
                                    new VideoInfo(
                                            0, "h264", 1280, 720, Rational.parse("1/12800"), Rational.ZERO,
                                            Optional.of(Rational.of(25)), Rational.parse("251/25"), Optional.empty(),
                                            Optional.of(Rational.parse("9/10")), true,
                                            ColourInfo.standard(Optional.of("bt709")), Optional.empty(), false),
                                    Rational.parse("1/2"),
                                    Fill.FREEZE),
                            new Item.Still(30, "a1", new ImageInfo(0, "png", 640, 480, ColourInfo.UNTAGGED, false)),
                            new Item.Solid(1, Item.Solid.BLACK))),
                    List.of(new Layer.Captions(LOOK, List.of(new CaptionCue(new FrameRange(0, 60), "Grüße, “World” 🎬"))))));

    private static final SoundtrackSpec SOUNDTRACK = new SoundtrackSpec(
            new MixerIdentity(1, "8.1-0123456789ab", "x86_64"),
            new AudioMix(
                    193_793,
                    new AudioMix.Track("b0", new AudioInfo(0, "mp3", 190_000, false, Optional.of(Rational.parse("-231/10")))),
                    Optional.of(new AudioMix.Music(
                            new AudioMix.Track("b1", new AudioInfo(1, "aac", 96_000, true, Optional.empty())),
                            new MusicSettings(Rational.parse("3/10"), true, Rational.ZERO, Rational.of(2)))),
                    Rational.of(-14)));

    @Test
    void theIdentityOfAChunkIsUnchanged() throws IOException {
        assertEquals(assertGolden("chunk-spec.json", CHUNK), CHUNK.sha256());
    }

    @Test
    void theIdentityOfASoundtrackIsUnchanged() throws IOException {
        assertEquals(assertGolden("soundtrack-spec.json", SOUNDTRACK), SOUNDTRACK.sha256());
    }

    /// The state machine and operators read chunk tasks.
    @Test
    void theJsonOfAChunkTaskIsUnchanged() throws IOException {
        var _ = assertGolden("chunk-task.json", new ChunkTask(
                3, 17, "12–15", "0:01:05.400", "0:01:15.000", "0".repeat(64),
                        "projects/film-0123abcd-0123456789ab/chunk-specs.jsonl", 4_096, 1_024,
                1));
    }

    /// The SHA-256 of the golden file.
    private static String assertGolden(String name, Object value) throws IOException {
        Path file = Path.of("src/test/resources/aive/json", name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.write(file, Json.bytes(value));
        }
        assertEquals(Files.readString(file), Json.text(value));
        assertEquals(value, Json.read(Files.readAllBytes(file), value.getClass()));
        return Json.sha256(Files.readAllBytes(file));
    }
}
