package aive.handler;

import aive.input.RequestReader;
import aive.media.Asset;
import aive.media.AudioInfo;
import aive.media.ColourInfo;
import aive.media.ImageInfo;
import aive.media.SourceRecord;
import aive.message.PlanInput;
import aive.project.Source;
import aive.step.SourceRecords;
import aive.step.prepare.PrepareProject;
import aive.store.Store;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A small project that functions prepare and plan before a snapshot is taken of them.
///
/// Its media do not exist; only planning needs their properties.
public final class Rehearsal {

    private static final URI NARRATION = URI.create("https://media.example/voice.mp3");
    private static final URI IMAGE = URI.create("https://media.example/image.png");

    private static final String PROJECT = """
            {"project_data": {"id": "rehearsal", "sentences": [
              {"id": "1", "text": "A first sentence.", "start_time": 0, "end_time": 2.5, "selected_footage": {"url": "%2$s"}},
              {"id": "2", "text": "A second one.", "start_time": 2.5, "end_time": 4, "selected_footage": {"url": "%2$s"}}]},
             "audio_url": "%1$s"}
            """.formatted(NARRATION, IMAGE);

    private Rehearsal() {}

    /// Prepares the project.
    ///
    /// @param store must not be a store of other projects
    /// @return the input of the next step
    public static PlanInput prepare(RequestReader reader, Store store) {
        return new PlanInput(new PrepareProject(reader, store, 1, 1, Optional.empty())
                .run(PROJECT.getBytes(StandardCharsets.UTF_8))
                .renderId());
    }

    /// Prepares the project, and stores the properties of its media as if they had been fetched.
    ///
    /// @param store must not be a store of other projects
    /// @return the input of the next step
    public static PlanInput fetch(RequestReader reader, Store store) {
        PlanInput input = prepare(reader, store);
        SourceRecords records = new SourceRecords(store);
        records.put(
                new Source(NARRATION),
                record(1, Optional.empty(), Optional.of(new AudioInfo(0, "mp3", 192_000, false, Optional.empty()))));
        records.put(
                new Source(IMAGE),
                record(
                        2,
                        Optional.of(new ImageInfo(0, "png", 1_920, 1_080, ColourInfo.UNTAGGED, false)),
                        Optional.empty()));
        return input;
    }

    private static SourceRecord record(int number, Optional<ImageInfo> image, Optional<AudioInfo> audio) {
        Asset asset = new Asset(
                "%064d".formatted(number), 1, Optional.empty(), image.map(info -> info), audio, List.of());
        return SourceRecord.of(asset, Optional.empty(), Optional.empty());
    }
}
